"""The first load of a ledger: its indexes and foreign keys are set aside and put back once at the end.

Keeping five indexes up to date row by row costs more than writing the rows, and a foreign key locks the row it
points at for every row anew; put back at the end it is checked for all rows in one join. While a table is still
empty nobody reads it, so its lock hurts nobody. The tables it refers to are locked with it only if within two seconds
there is a moment when nobody reads them, else the foreign keys stay; they are asked for without waiting, so that
nobody who waits for this table is waited for. The web role owns no table; two functions of the owner do just
this and nothing else, and a rollback undoes them with the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections

WORTH_IT_ROWS = 100_000

ONE_ASIDE = """
CREATE OR REPLACE FUNCTION set_constraint_aside(of_table text, name text, held text) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO indexes_set_aside
  VALUES (of_table, format('ALTER TABLE %I ADD CONSTRAINT %I %s', of_table, name, held));
  EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I', of_table, name);
END $$"""

SET_ASIDE = """
CREATE OR REPLACE FUNCTION set_indexes_aside(of_table text) RETURNS boolean LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '2s' AS $$
DECLARE found record;
BEGIN
  IF of_table NOT LIKE 'ledger\\_%' THEN RETURN false; END IF;
  EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', of_table);
  IF pg_relation_size(of_table::regclass) > 0 THEN RETURN false; END IF;
  FOR found IN
    SELECT i.indexrelid::regclass AS name, c.conname, pg_get_indexdef(i.indexrelid) AS made,
           pg_get_constraintdef(c.oid) AS held
    FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype = 'u'
    WHERE i.indrelid = of_table::regclass AND NOT i.indisprimary
  LOOP
    IF found.conname IS NULL THEN
      INSERT INTO indexes_set_aside VALUES (of_table, found.made);
      EXECUTE format('DROP INDEX %s', found.name);
    ELSE
      PERFORM set_constraint_aside(of_table, found.conname, found.held);
    END IF;
  END LOOP;
  FOR attempt IN 1..20 LOOP
    BEGIN
      FOR found IN
        SELECT conname, confrelid::regclass AS referred, pg_get_constraintdef(oid) AS held
        FROM pg_constraint WHERE conrelid = of_table::regclass AND contype = 'f' ORDER BY conname
      LOOP
        EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE NOWAIT', found.referred);
        PERFORM set_constraint_aside(of_table, found.conname, found.held);
      END LOOP;
      EXIT;
    EXCEPTION
      WHEN lock_not_available THEN PERFORM pg_sleep(0.1);
      WHEN object_in_use THEN EXIT;  -- rows of this transaction that wait to be checked themselves
    END;
  END LOOP;
  RETURN true;
EXCEPTION WHEN lock_not_available OR undefined_table THEN RETURN false;
END $$"""

PUT_BACK = """
CREATE OR REPLACE FUNCTION put_indexes_back(in_table text) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp SET maintenance_work_mem = '512MB' AS $$
DECLARE aside record;
BEGIN
  FOR aside IN DELETE FROM indexes_set_aside s WHERE s.of_table = in_table RETURNING s.statement LOOP
    EXECUTE aside.statement;
  END LOOP;
  IF FOUND THEN EXECUTE format('ANALYZE %I', in_table); END IF;
END $$"""

TABLE = "CREATE TABLE IF NOT EXISTS indexes_set_aside (of_table text NOT NULL, statement text NOT NULL)"


@contextmanager
def indexes_set_aside(table: str, rows: int, *, using: str) -> Iterator[None]:
    """Around the landing of many rows, inside its transaction; does nothing unless the table is empty."""
    if rows < WORTH_IT_ROWS:
        yield
        return
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT set_indexes_aside(%s)", [table])
        aside = bool(cursor.fetchone()[0])
    yield
    if aside:
        with connections[using].cursor() as cursor:
            # A table with foreign keys still to be checked cannot be altered; checking them now costs the same.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            cursor.execute("SELECT put_indexes_back(%s)", [table])
