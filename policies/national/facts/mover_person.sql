-- fact:    mover_person
-- zh:      易地搬迁人口
-- en:      Relocated people
-- grain:   person_id
-- subject: person
-- columns:
--   household_id     integer      | 户键 | Household key
--   sex              code(sex)    | 性别 | Sex
--   registered       boolean      | 建档立卡人口 | On the register | NULL where no register has arrived
--   measures         integer item | 后续帮扶措施数 | Measures after relocation
--   workshop_worker  boolean      | 在安置点车间务工 | Works at the workshop of the site
--   unable_to_leave  boolean      | 无法外出务工 | Cannot leave for work
--   site_post        boolean      | 在安置点公益岗 | Holds a public-welfare post of the site
WITH workshops AS (
  SELECT DISTINCT site_id, organisation_id FROM site_function WHERE kind = 'workshop' AND organisation_id IS NOT NULL
),
movers AS (
  SELECT m.person_id, m.household_id, max(m.area_code) AS area_code, max(r.site_id) AS site_id
  FROM relocation AS r
  JOIN member_now AS m ON m.household_id = r.household_id
  WHERE r.relocated_on <= :as_of
  GROUP BY m.person_id, m.household_id
),
measures AS (
  SELECT person_id, count(*) AS number
  FROM measure
  WHERE programme = 'relocation' AND person_id IS NOT NULL
  GROUP BY person_id
),
workers AS (
  SELECT e.person_id, bool_or(e.unable_to_leave) AS unable_to_leave
  FROM employment_spell AS e
  JOIN movers AS v ON v.person_id = e.person_id
  JOIN workshops AS w ON w.organisation_id = e.organisation_id AND w.site_id = v.site_id
  GROUP BY e.person_id
),
posts AS (
  SELECT w.person_id
  FROM welfare_post AS w
  JOIN job_post AS j ON j.id = w.job_post_id
  JOIN movers AS v ON v.person_id = w.person_id AND v.site_id = j.site_id
  GROUP BY w.person_id
)
SELECT
  v.person_id,
  v.household_id,
  v.area_code,
  s.sex,
  k.poverty_registered AS registered,
  coalesce(m.number, 0) AS measures,
  w.person_id IS NOT NULL AS workshop_worker,
  w.unable_to_leave,
  j.person_id IS NOT NULL AS site_post
FROM movers AS v
JOIN person AS s ON s.id = v.person_id
LEFT JOIN household_register AS k ON k.household_id = v.household_id
LEFT JOIN measures AS m ON m.person_id = v.person_id
LEFT JOIN workers AS w ON w.person_id = v.person_id
LEFT JOIN posts AS j ON j.person_id = v.person_id
