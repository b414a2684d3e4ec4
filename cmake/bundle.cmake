# Scripts of service/web as browsers get them: the modules that an entry imports, in one file.
set(bundle_home "${PROJECT_SOURCE_DIR}/service/web")
set(bundle_modules
  listes/answer.js
  listes/column_content.js
  listes/column_words.js
  listes/columns.js
  listes/count_sheet.js
  listes/csv_source.js
  listes/csv_writer.js
  listes/dialect.js
  listes/dom.js
  listes/encoding.js
  listes/folded.js
  listes/groups.js
  listes/job.js
  listes/main.js
  listes/notes.js
  listes/ods_source.js
  listes/open_file.js
  listes/output.js
  listes/placement.js
  listes/plan.js
  listes/question.js
  listes/refusal.js
  listes/review_file.js
  listes/row_date.js
  listes/rpc.js
  listes/scanner.js
  listes/sender.js
  listes/sender_worker.js
  listes/totals.js
  listes/view_columns.js
  listes/view_review.js
  listes/view_search.js
  listes/view_totals.js
  listes/workbook_output.js
  listes/worker.js
  listes/xlsx_parts.js
  listes/xlsx_source.js
  listes/xml.js
  listes/zip.js)
list(TRANSFORM bundle_modules PREPEND "${bundle_home}/")
set(bundle_stamp "${CMAKE_CURRENT_BINARY_DIR}/modules.stamp")
add_custom_command(
  OUTPUT "${bundle_stamp}"
  COMMAND "${bundle_home}/install-modules.sh"
  COMMAND "${CMAKE_COMMAND}" -E touch "${bundle_stamp}"
  DEPENDS "${bundle_home}/install-modules.sh" "${bundle_home}/package-lock.json"
  VERBATIM)

# bundle_script(NAME ENTRY): NAME in the binary directory, from ENTRY of the source directory. For
# browsers of 2022 and later.
function(bundle_script name entry)
  add_custom_command(
    OUTPUT "${CMAKE_CURRENT_BINARY_DIR}/${name}"
    COMMAND "${bundle_home}/node_modules/.bin/esbuild" "${CMAKE_CURRENT_SOURCE_DIR}/${entry}"
            --bundle --minify --format=iife --target=es2022 --charset=utf8 --loader:.tsv=text
            --legal-comments=eof --log-level=warning
            "--outfile=${CMAKE_CURRENT_BINARY_DIR}/${name}"
    DEPENDS ${bundle_modules} "${PROJECT_SOURCE_DIR}/data/lexicon/columns.tsv" "${bundle_stamp}"
    VERBATIM)
endfunction()
