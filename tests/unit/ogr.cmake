qpv_test(NAME ogr_test LABELS unit
  SOURCES
    dissolve_test.cc
    fetch_record_test.cc
    geojson_check_test.cc
    geopackage_test.cc
    lists_test.cc
    manifest_test.cc
    perimeter_source_test.cc
    repair_test.cc
    territory_test.cc
    text_encoding_test.cc
  LIBS qpv_ogr qpv_json qpv_test_support)

qpv_test(NAME dataset_test LABELS unit
  SOURCES
    communes_test.cc
    dataset_test.cc
    publish_test.cc
  LIBS qpv_import qpv_dataset qpv_ogr qpv_json qpv_test_support)
