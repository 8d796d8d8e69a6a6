"""Reading whole tables for an export, and what stands behind public pages."""
