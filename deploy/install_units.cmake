# Run by `cmake --install`: writes the systemd units with the paths of this installation, and the configuration if
# there is none yet. Reads: units, source, bindir, sysconfdir, docdir (relative to the prefix).
set(CMAKE_INSTALL_FULL_BINDIR "${CMAKE_INSTALL_PREFIX}/${bindir}")
set(CMAKE_INSTALL_FULL_DOCDIR "${CMAKE_INSTALL_PREFIX}/${docdir}")
if(CMAKE_INSTALL_PREFIX STREQUAL "/usr")
  set(CMAKE_INSTALL_FULL_SYSCONFDIR "/etc")
else()
  set(CMAKE_INSTALL_FULL_SYSCONFDIR "${CMAKE_INSTALL_PREFIX}/${sysconfdir}")
endif()

foreach(unit ${units})
  set(target "${CMAKE_INSTALL_PREFIX}/lib/systemd/system/${unit}")
  configure_file("${source}/${unit}.in" "$ENV{DESTDIR}${target}" @ONLY)
  message(STATUS "Installing: $ENV{DESTDIR}${target}")
endforeach()

set(configuration "${CMAKE_INSTALL_FULL_SYSCONFDIR}/ramure/ramured.toml")
if(EXISTS "$ENV{DESTDIR}${configuration}")
  message(STATUS "Kept as it is: $ENV{DESTDIR}${configuration}")
else()
  configure_file("${source}/ramured.toml" "$ENV{DESTDIR}${configuration}" COPYONLY)
  message(STATUS "Installing: $ENV{DESTDIR}${configuration}")
endif()
