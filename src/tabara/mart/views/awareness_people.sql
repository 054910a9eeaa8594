-- People reached by sessions of awareness raising, by sex and age group: additive, nobody is known.
SELECT r.* EXCLUDE (reached, heard, alerts), g.sex, g.age_group, g.reached FROM reach AS r JOIN awareness_groups AS g ON g.nth = r.nth
