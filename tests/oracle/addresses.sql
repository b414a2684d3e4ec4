-- What each perimeter covers, and which streets only border it, from the files that an import reads.
-- Needs: address (id, street_id, number, suffix, lon, lat) and perimeter (code, geom).

create table place as
  select *, st_setsrid(st_makepoint(lon, lat), 4326) as point from address;
create index on place using gist (point);

create table covered as
  select code, id, street_id, number, suffix from perimeter join place on st_covers(geom, point);

create table bordering as
  select distinct code, street_id
  from perimeter join place on st_dwithin(geom, point, 0.001)
  where st_distance(geom::geography, point::geography) < 20
    and not exists (select from covered where covered.code = perimeter.code and covered.street_id = place.street_id);
