-- Public numbers about places, one row each for a layer, a cause, a place and a day.
SELECT * FROM context
