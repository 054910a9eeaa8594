-- The steps of the time to recover and reflect.
SELECT person_no, case_no, step, reflection_reason, m FROM counted_reflections
