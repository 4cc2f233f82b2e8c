-- A command that kills every worker that takes it over is given up some day.

ALTER TABLE tasks ADD COLUMN fruitless_adoptions int NOT NULL DEFAULT 0;
COMMENT ON COLUMN tasks.fruitless_adoptions IS 'How many workers in a row took its command over and told nothing new of it';
