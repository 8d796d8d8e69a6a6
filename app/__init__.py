"""Vigil keeps watch over people in prison: cases, letters, actions and the dates that fall due."""
