-- What a case was given by one provider in one month: each kind of service is a bit.
SELECT n.person_no, n.case_no, s.m, s.provider, bit_or(b.mask) AS services
FROM services AS s
JOIN case_numbers AS n ON n.case_key = s.case_key
JOIN code_bits AS b ON b.codelist = 'service' AND b.code = s.code
GROUP BY n.person_no, n.case_no, s.m, s.provider
