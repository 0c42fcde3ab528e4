-- fact:    listing_paper
-- zh:      名单依据
-- en:      The paper behind a list of areas
-- grain:   area_listing_id
-- subject: area_listing
-- columns:
--   documented  boolean  | 有依据文件 | Has a document
SELECT l.id AS area_listing_id, l.area_code, l.document IS NOT NULL AS documented
FROM area_listing AS l
