// The one place that looks at the process's surroundings: environment variables, folders, terminals, the clock.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace ramure::cli {

enum class Language { french, english };

struct Environment {
  std::filesystem::path config_folder;   // $XDG_CONFIG_HOME/ramure or ~/.config/ramure: who is signed in where
  std::filesystem::path state_folder;    // $XDG_STATE_HOME/ramure or ~/.local/state/ramure: the outbox, last listings
  std::string editor;                    // $VISUAL, $EDITOR; empty if neither is set
  Language language = Language::french;  // English when LC_ALL, LC_MESSAGES or LANG begin with "en"
  bool stdin_is_terminal = false;
  bool stdout_is_terminal = false;
  bool colour = false;          // stdout is a terminal, NO_COLOR is not set, TERM is not "dumb"
  bool plain_terminal = false;  // TERM is "dumb" or not set: it cannot be painted
  int columns = 80;             // width of the terminal
};

Environment read_environment();

struct TerminalSize {
  int columns = 80, rows = 24;
};
TerminalSize terminal_size();  // as it is now

std::int64_t now_ms();                             // milliseconds since 1970, UTC
std::string random_bytes(std::size_t count);       // from the operating system
std::string make_command_key(std::int64_t at_ms);  // UUIDv7 (RFC 9562, section 5.7), 16 bytes

}  // namespace ramure::cli
