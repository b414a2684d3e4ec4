# Neighbours are compiled as one text (CMAKE_UNITY_BUILD), but for the presets dev and clang: most of
# the time went to headers that all of them include. There, each source is compiled by itself, and so
# is seen to include what it uses.

# stands_alone(FILE...): sources that give a name in an unnamed namespace another meaning than a
# neighbour does, and so cannot be in one text with it.
function(stands_alone)
  set_source_files_properties(${ARGN} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()
