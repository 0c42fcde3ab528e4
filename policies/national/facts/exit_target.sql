-- fact:    exit_target
-- zh:      年度脱贫目标
-- en:      Exit targets of the year
-- grain:   target_id
-- subject: target
-- columns:
--   aim        code(target_subject)  | 任务事项 | What is to be reached
--   year       integer               | 年度 | Year
--   this_year  boolean               | 本年度 | Of the year of the day
--   number     integer               | 目标数 | Target
--   due_on     date                  | 完成期限 | Due on
--   reached    integer               | 完成数 | Reached in the year
--   opening    integer               | 上年末未脱贫人数 | Unlifted people at the end of the year before | of the year of the day; NULL for others | 仅本年度
--   left_out   integer               | 目标外人数 | Unlifted people the target leaves out
--   met        boolean               | 目标已完成 / 目标未完成 | Met / Not met
WITH people AS (
  SELECT area_code, lifted_on, unlifted_before FROM person_poverty WHERE unlifted_before
),
-- a city may write its code with four digits or with six
aims AS (
  SELECT id, subject, year, CASE WHEN substring(area_code, 5, 2) = '00' THEN left(area_code, 4) ELSE area_code END AS area_code
  FROM target
),
persons_of AS (
  SELECT
    t.id AS target_id,
    count(*) AS opening,
    sum(CASE WHEN extract(YEAR FROM x.lifted_on) = t.year THEN 1 ELSE 0 END) AS lifted
  FROM aims AS t
  JOIN people AS x ON starts_with(x.area_code, t.area_code)
  WHERE t.subject = 'person_exit' AND t.year = extract(YEAR FROM :as_of)
  GROUP BY t.id
),
villages_of AS (
  SELECT t.id AS target_id, count(DISTINCT x.area_code) AS exited
  FROM aims AS t
  JOIN exit_check AS x ON starts_with(x.area_code, t.area_code) AND extract(YEAR FROM x.verified_on) = t.year
  WHERE t.subject = 'village_exit' AND x.kind = 'village' AND x.passed AND x.verified_on <= :as_of
  GROUP BY t.id
),
counted AS (
  SELECT
    t.id AS target_id,
    CASE
      WHEN t.subject = 'village_exit' THEN coalesce(villages_of.exited, 0)
      WHEN t.subject = 'person_exit' AND t.year = extract(YEAR FROM :as_of) THEN coalesce(persons_of.lifted, 0)
    END AS reached,
    CASE
      WHEN t.subject = 'person_exit' AND t.year = extract(YEAR FROM :as_of) THEN coalesce(persons_of.opening, 0)
    END AS opening
  FROM target AS t
  LEFT JOIN persons_of ON persons_of.target_id = t.id
  LEFT JOIN villages_of ON villages_of.target_id = t.id
)
SELECT
  t.id AS target_id,
  t.area_code,
  t.subject AS aim,
  t.year,
  t.year = extract(YEAR FROM :as_of) AS this_year,
  t.number,
  t.due_on,
  c.reached,
  c.opening,
  greatest(c.opening - t.number, 0) AS left_out,
  c.reached >= t.number AS met
FROM target AS t
JOIN counted AS c ON c.target_id = t.id
WHERE t.subject IN ('person_exit', 'village_exit') AND (t.set_on IS NULL OR t.set_on <= :as_of)
