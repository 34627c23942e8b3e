//! The forecast through the whole house: a drawn shop, odd shops, runs, tables.
