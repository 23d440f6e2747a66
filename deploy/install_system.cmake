# Run by `cmake --install`: what depends on where it is installed, and what must not be written over.
# Reads: source, ramure (the binary just built), and bindir, datadir, docdir, sysconfdir (relative to the prefix).
set(CMAKE_INSTALL_FULL_BINDIR "${CMAKE_INSTALL_PREFIX}/${bindir}")
set(CMAKE_INSTALL_FULL_DOCDIR "${CMAKE_INSTALL_PREFIX}/${docdir}")
if(CMAKE_INSTALL_PREFIX STREQUAL "/usr")
  set(CMAKE_INSTALL_FULL_SYSCONFDIR "/etc")
else()
  set(CMAKE_INSTALL_FULL_SYSCONFDIR "${CMAKE_INSTALL_PREFIX}/${sysconfdir}")
endif()

# The systemd units, with the paths of this installation
foreach(unit ramured.service ramured-backup.service ramured-backup.timer)
  set(target "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/lib/systemd/system/${unit}")
  configure_file("${source}/${unit}.in" "${target}" @ONLY)
  message(STATUS "Installing: ${target}")
endforeach()

# The configuration, if there is none yet
set(target "$ENV{DESTDIR}${CMAKE_INSTALL_FULL_SYSCONFDIR}/ramure/ramured.toml")
if(EXISTS "${target}")
  message(STATUS "Kept as it is: ${target}")
else()
  configure_file("${source}/ramured.toml" "${target}" COPYONLY)
  message(STATUS "Installing: ${target}")
endif()

# Shell completion, as the client itself writes it
set(completions "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/${datadir}")
foreach(shell_and_file "bash;bash-completion/completions/ramure" "zsh;zsh/site-functions/_ramure"
                       "fish;fish/vendor_completions.d/ramure.fish")
  list(GET shell_and_file 0 shell)
  list(GET shell_and_file 1 file)
  execute_process(COMMAND "${ramure}" completion ${shell} OUTPUT_VARIABLE script COMMAND_ERROR_IS_FATAL ANY)
  file(WRITE "${completions}/${file}" "${script}")
  message(STATUS "Installing: ${completions}/${file}")
endforeach()
