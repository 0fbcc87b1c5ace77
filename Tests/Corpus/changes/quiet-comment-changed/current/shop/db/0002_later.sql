COMMENT ON COLUMN customers.name IS 'As on the passport.';
