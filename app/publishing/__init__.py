"""What the world may see: public pages, feeds, snapshots, exports."""
