-- fact:    quality_family
-- zh:      名册中一户的成员
-- en:      The members of a household as it was sent
-- grain:   household_id
-- subject: household
-- columns:
--   member_rows      integer person | 成员行数 | Rows of members
--   heads            integer person | 户主人数 | Heads | unknown where a relation is empty or cannot be read
--   spouses          integer person | 配偶人数 | Spouses | counted as far as relations are filled in
--   villages         integer item   | 所在村个数 | Villages named | of the rows under this household code
--   head_names       integer item   | 户主姓名个数 | Names of a head | written in the rows under this household code
--   head_numbers     integer item   | 户主证件号码个数 | Numbers of a head | written in the rows under this household code
--   head_name_fits   boolean        | 户主姓名与户主行相符 / 户主姓名与户主行不符 | Head's name agrees / Head's name does not agree
--   head_number_fits boolean        | 户主证件号码与户主行相符 / 户主证件号码与户主行不符 | Head's number agrees / Head's number does not agree
--   adults           integer person | 满16周岁人数 | Members of working age and above | unknown where an age is
--   members_now      integer person | 当前家庭人口数 | Members now
--   members          integer person | 年度家庭人口数 | Members of the account
--   conflicts        integer item   | 户内不一致的字段数 | Fields on which the rows disagree
--   conflicting_fields text         | 户内不一致的字段 | Fields that disagree
WITH counted AS (
    SELECT
        r.household_id,
        COUNT(*) AS member_rows,
        CASE WHEN COUNT(r.relation) = COUNT(*) OR SUM(CASE WHEN r.relation = 'head' THEN 1 ELSE 0 END) > 1
            THEN SUM(CASE WHEN r.relation = 'head' THEN 1 ELSE 0 END) END AS heads,
        CASE WHEN COUNT(r.relation) > 0 THEN SUM(CASE WHEN r.relation = 'spouse' THEN 1 ELSE 0 END) END AS spouses,
        COUNT(DISTINCT r.area_code) AS villages,
        CASE WHEN COUNT(r.head_name_key) > 0 THEN COUNT(DISTINCT r.head_name_key) END AS head_names,
        CASE WHEN COUNT(r.head_number_key) > 0 THEN COUNT(DISTINCT r.head_number_key) END AS head_numbers,
        MIN(CASE WHEN r.relation = 'head' THEN r.name_key END) AS name_of_head,
        MIN(CASE WHEN r.relation = 'head' THEN r.number_key END) AS number_of_head
    FROM register_person AS r
    WHERE r.household_id IS NOT NULL
    GROUP BY r.household_id
),
ages AS (
    SELECT
        y.household_id,
        CASE WHEN COUNT(y.age) = COUNT(*) OR SUM(CASE WHEN y.age >= p.working_age_from THEN 1 ELSE 0 END) > 0
            THEN SUM(CASE WHEN y.age >= p.working_age_from THEN 1 ELSE 0 END) END AS adults
    FROM quality_person AS y
    CROSS JOIN p
    WHERE y.household_id IS NOT NULL
    GROUP BY y.household_id
)
SELECT
    h.household_id,
    h.area_code,
    h.member_rows AS member_rows,
    CAST(c.heads AS BIGINT) AS heads,
    CAST(c.spouses AS BIGINT) AS spouses,
    c.villages AS villages,
    c.head_names AS head_names,
    c.head_numbers AS head_numbers,
    CASE WHEN c.heads = 1 THEN h.head_name_key = c.name_of_head END AS head_name_fits,
    CASE WHEN c.heads = 1 THEN h.head_number_key = c.number_of_head END AS head_number_fits,
    CAST(a.adults AS BIGINT) AS adults,
    h.members_now AS members_now,
    h.members AS members,
    h.conflicts AS conflicts,
    h.conflicting_fields AS conflicting_fields
FROM register_household AS h
INNER JOIN counted AS c ON c.household_id = h.household_id
INNER JOIN ages AS a ON a.household_id = h.household_id
