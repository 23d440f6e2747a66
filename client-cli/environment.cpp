#include "client-cli/environment.hpp"

#include <sys/ioctl.h>
#include <sys/random.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <string_view>

namespace ramure::cli {

namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

std::filesystem::path folder(const char* xdg_name, std::string_view below_home) {
  if (const std::string value = variable(xdg_name); !value.empty()) return std::filesystem::path(value) / "ramure";
  const std::string home = variable("HOME");
  if (home.empty()) throw std::runtime_error(std::string("neither ") + xdg_name + " nor HOME is set");
  return std::filesystem::path(home) / below_home / "ramure";
}

Language language() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const std::string value = variable(name);
    if (value.empty()) continue;
    return value.starts_with("en") ? Language::english : Language::french;
  }
  return Language::french;
}

}  // namespace

TerminalSize terminal_size() {
  winsize size{};
  TerminalSize known;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return known;
  if (size.ws_col > 20) known.columns = size.ws_col;
  if (size.ws_row > 0) known.rows = size.ws_row;
  return known;
}

Environment read_environment() {
  Environment environment;
  environment.config_folder = folder("XDG_CONFIG_HOME", ".config");
  environment.state_folder = folder("XDG_STATE_HOME", ".local/state");
  environment.editor = variable("VISUAL");
  if (environment.editor.empty()) environment.editor = variable("EDITOR");
  environment.language = language();
  environment.stdin_is_terminal = isatty(STDIN_FILENO) == 1;
  environment.stdout_is_terminal = isatty(STDOUT_FILENO) == 1;
  environment.colour = environment.stdout_is_terminal && variable("NO_COLOR").empty() && variable("TERM") != "dumb";
  environment.plain_terminal = variable("TERM").empty() || variable("TERM") == "dumb";
  environment.columns = terminal_size().columns;
  return environment;
}

std::int64_t now_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  std::size_t filled = 0;
  while (filled < count) {
    const ssize_t got = getrandom(bytes.data() + filled, count - filled, 0);
    if (got < 0) throw std::runtime_error("the operating system gives no random bytes");
    filled += static_cast<std::size_t>(got);
  }
  return bytes;
}

std::string make_command_key(std::int64_t at_ms) {
  std::string key = random_bytes(16);
  for (int i = 0; i < 6; ++i) key[static_cast<std::size_t>(i)] = static_cast<char>((at_ms >> (8 * (5 - i))) & 0xff);
  key[6] = static_cast<char>((key[6] & 0x0f) | 0x70);  // version 7
  key[8] = static_cast<char>((key[8] & 0x3f) | 0x80);  // variant 10
  return key;
}

}  // namespace ramure::cli
