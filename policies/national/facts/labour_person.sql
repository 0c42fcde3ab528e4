-- fact:    labour_person
-- zh:      劳动力就业状况
-- en:      Work of persons
-- grain:   person_id
-- subject: person
-- columns:
--   household_id   integer          | 户键 | Household key
--   on_file        boolean          | 建档立卡人口 | Of a household registered as poor, lifted or not | NULL where no register has arrived | 未收到登记名册时为空
--   able           boolean          | 有劳动能力 | Able to work | ordinary or skilled | 普通或技能劳动力
--   wants_work     boolean          | 有就业意愿 | Wants work
--   working        boolean          | 务工就业 | In wage work | NULL where no employment file covers the village | 未收到该村务工名册时为空
--   away           boolean          | 外出务工 | Works outside the township | NULL where the place of work or the file is missing | 务工地点不明或未收到名册时为空
--   employed       boolean          | 已就业 / 未就业 | In wage work or in a post | NULL where no file tells
--   posts          integer  item    | 在岗公益性岗位数 | Public-welfare posts held | NULL where no file of posts covers the village
--   ever_post      boolean          | 曾在公益性岗位就业 | Ever in a public-welfare post by the day
--   ever_workshop  boolean          | 曾在扶贫车间就业 | Ever in a workshop by the day
-- Away is outside the township: county, province, other provinces, abroad.
WITH at_work AS (
  SELECT
    person_id,
    bool_or(work_area IN ('county', 'province', 'outside', 'abroad')) AS away,
    bool_or(work_area IS NULL) AS place_unknown
  FROM employment_spell
  GROUP BY person_id
),
in_posts AS (
  SELECT person_id, count(DISTINCT id) AS posts FROM welfare_post GROUP BY person_id
),
once_in_posts AS (
  SELECT DISTINCT person_id FROM welfare_post_spells WHERE from_on <= :as_of
),
once_in_workshops AS (
  SELECT DISTINCT e.person_id
  FROM employment_spell_spells AS e
  LEFT JOIN organisation AS o ON o.id = e.organisation_id
  WHERE e.from_on <= :as_of AND (o.kind = 'workshop' OR e.channel = 'workshop')
),
able_now AS (
  SELECT person_id, bool_or(labour IN ('ordinary', 'skilled')) AS able, bool_or(wants_work) AS wants_work
  FROM condition
  GROUP BY person_id
),
villages AS (
  SELECT DISTINCT area_code FROM household
),
reached AS (
  SELECT DISTINCT ledger, area_code
  FROM coverage
  WHERE ledger IN ('employment_spell', 'welfare_post') AND period_from_on <= :as_of
),
told AS (
  SELECT
    v.area_code,
    bool_or(c.ledger = 'employment_spell') AS employment,
    bool_or(c.ledger = 'welfare_post') AS posts
  FROM villages AS v
  JOIN reached AS c ON starts_with(v.area_code, c.area_code)
  GROUP BY v.area_code
)
SELECT
  m.person_id,
  m.household_id,
  m.area_code,
  m.poverty_registered AS on_file,
  n.able,
  n.wants_work,
  CASE WHEN w.person_id IS NOT NULL THEN TRUE WHEN t.employment THEN FALSE END AS working,
  CASE
    WHEN w.away THEN TRUE
    WHEN w.place_unknown THEN NULL
    WHEN w.person_id IS NOT NULL OR t.employment THEN FALSE
  END AS away,
  CASE
    WHEN w.person_id IS NOT NULL OR i.person_id IS NOT NULL THEN TRUE
    WHEN t.employment THEN FALSE
  END AS employed,
  CASE WHEN i.person_id IS NOT NULL THEN i.posts WHEN t.posts THEN 0 END AS posts,
  p.person_id IS NOT NULL AS ever_post,
  s.person_id IS NOT NULL AS ever_workshop
FROM member_now AS m
LEFT JOIN able_now AS n ON n.person_id = m.person_id
LEFT JOIN at_work AS w ON w.person_id = m.person_id
LEFT JOIN in_posts AS i ON i.person_id = m.person_id
LEFT JOIN once_in_posts AS p ON p.person_id = m.person_id
LEFT JOIN once_in_workshops AS s ON s.person_id = m.person_id
LEFT JOIN told AS t ON t.area_code = m.area_code
