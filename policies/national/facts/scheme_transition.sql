-- fact:    scheme_transition
-- zh:      政策过渡
-- en:      What becomes of a scheme in the transition
-- grain:   scheme_id
-- subject: scheme
-- columns:
--   classified  boolean                 | 已分类 | Classified
--   class       code(transition_class)  | 过渡分类 | Class
--   ends        boolean                 | 有停止日期 | Has an end
--   succeeded   boolean                 | 有接续政策 | Has a successor
SELECT
  s.id AS scheme_id,
  s.area_code,
  s.transition IS NOT NULL AS classified,
  s.transition AS class,
  s.to_on IS NOT NULL AS ends,
  s.successor_id IS NOT NULL AS succeeded
FROM scheme AS s
WHERE s.from_on IS NULL OR s.from_on <= :as_of
