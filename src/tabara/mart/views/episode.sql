-- New cases of people who had one before.
SELECT person_no, case_no, episode_reason, m FROM counted_episodes
