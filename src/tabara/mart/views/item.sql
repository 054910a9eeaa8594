-- Things that were handed out.
SELECT person_no, case_no, nfi_item, provider, quantity, m FROM counted_items
