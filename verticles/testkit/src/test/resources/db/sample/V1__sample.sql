CREATE TABLE sample (id integer PRIMARY KEY);
