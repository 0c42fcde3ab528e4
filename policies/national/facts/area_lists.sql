-- fact:    area_lists
-- zh:      区划名单重叠
-- en:      Areas that stand on two lists
-- grain:   area_id, listing, other
-- subject: area
-- columns:
--   level    code(area_level)    | 区划级别 | Level of the area
--   listing  code(area_listing)  | 名单 | List
--   other    code(area_listing)  | 另一名单 | Other list
WITH listed AS (
  SELECT t.code, l.listing
  FROM area_listing AS l
  JOIN area_spells AS t ON t.id = l.area_id
  GROUP BY t.code, l.listing
)
SELECT a.id AS area_id, a.code AS area_code, a.level, l.listing, o.listing AS other
FROM area AS a
JOIN listed AS l ON l.code = a.code
JOIN listed AS o ON o.code = a.code AND o.listing <> l.listing
