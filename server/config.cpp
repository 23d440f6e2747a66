#include "server/config.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <toml++/toml.h>
#include <algorithm>
#include <system_error>
#include <thread>

#include "server/config_settings.hpp"

namespace ramure {

namespace {

using Kind = Setting::Kind;
using Checked = std::expected<void, ConfigError>;

std::unexpected<ConfigError> wrong(std::string_view key, const std::string& source, const std::string& fault) {
  return std::unexpected(ConfigError{std::string(key) + " (" + source + "): " + fault});
}

Checked take(Config& config, const Setting& setting, const SettingValue& value, const std::string& source) {
  if (const std::string fault = setting.set(config, value); !fault.empty()) return wrong(setting.key, source, fault);
  return {};
}

Checked take_text(Config& config, const Setting& setting, std::string_view text, const std::string& source) {
  const auto value = read_setting(setting, text);
  if (!value) return wrong(setting.key, source, value.error());
  return take(config, setting, *value, source);
}

// The value of a TOML node if it is of the kind that the setting wants. One text may stand for a list of one.
std::expected<SettingValue, std::string> value_of(const toml::node& node, Kind kind) {
  if (kind == Kind::flag && node.is_boolean()) return node.as_boolean()->get();
  if (kind == Kind::number && node.is_integer()) return node.as_integer()->get();
  if (kind == Kind::text && node.is_string()) return node.as_string()->get();
  if (kind == Kind::list && node.is_string()) return std::vector{node.as_string()->get()};
  if (kind == Kind::list && node.is_array()) {
    std::vector<std::string> parts;
    for (const toml::node& part : *node.as_array()) {
      if (!part.is_string()) return std::unexpected("the list holds something that is not a text in quotes");
      parts.push_back(part.as_string()->get());
    }
    return parts;
  }
  switch (kind) {
    case Kind::flag: return std::unexpected("true or false is wanted");
    case Kind::number: return std::unexpected("a whole number is wanted, without quotes");
    case Kind::text: return std::unexpected("a text in quotes is wanted");
    case Kind::list: break;
  }
  return std::unexpected("a list of texts is wanted, like [\"127.0.0.1:8080\"]");
}

bool begins_a_key(const std::string& prefix) {
  return std::ranges::any_of(settings(), [&](const Setting& setting) { return setting.key.starts_with(prefix + "."); });
}

Checked take_table(Config& config, const toml::table& table, const std::string& prefix, const std::string& file) {
  for (const auto& [name, node] : table) {
    const std::string key = prefix.empty() ? std::string(name.str()) : prefix + "." + std::string(name.str());
    const std::string source = file + ", line " + std::to_string(node.source().begin.line);
    if (node.is_table() && begins_a_key(key)) {
      if (Checked inner = take_table(config, *node.as_table(), key, file); !inner) return inner;
      continue;
    }
    const Setting* setting = find_setting(key);
    if (setting == nullptr) return wrong(key, source, "there is no such setting");
    const auto value = value_of(node, setting->kind);
    if (!value) return wrong(key, source, value.error());
    if (Checked taken = take(config, *setting, *value, source); !taken) return taken;
  }
  return {};
}

Checked take_file(Config& config, const std::filesystem::path& path) {
  std::error_code fault;
  if (!std::filesystem::is_regular_file(path, fault)) {
    return std::unexpected(ConfigError{path.string() + ": there is no such file"});
  }
  try {
    return take_table(config, toml::parse_file(path.string()), "", path.filename().string());
  } catch (const toml::parse_error& error) {
    return std::unexpected(ConfigError{path.string() + ", line " + std::to_string(error.source().begin.line) + ": " +
                                       std::string(error.description())});
  }
}

// Variables of the terminal client share the prefix and are none of our business; a variable that is nearly one of
// ours, because its first word is, would be ignored in silence: it is an error.
Checked take_environment(Config& config, const RawSettings& environment) {
  for (const auto& [name, text] : environment) {
    const auto setting = std::ranges::find(settings(), name, environment_name);
    if (setting != settings().end()) {
      if (Checked taken = take_text(config, *setting, text, "environment " + name); !taken) return taken;
      continue;
    }
    const auto is_near = [&](const Setting& other) {
      const auto dot = other.key.find('.');
      return dot != std::string_view::npos && name.starts_with(environment_name(other).substr(0, 8 + dot));
    };
    if (std::ranges::any_of(settings(), is_near)) return wrong(name, "environment", "there is no such setting");
  }
  return {};
}

Checked take_flags(Config& config, const RawSettings& flags) {
  for (const auto& [key, text] : flags) {
    const Setting* setting = find_setting(key);
    if (setting == nullptr) return wrong(key, "flag", "there is no such setting");
    if (Checked taken = take_text(config, *setting, text, "flag " + flag_name(*setting)); !taken) return taken;
  }
  return {};
}

Checked check_tls(const Config& config) {
  const auto check_file = [](std::string_view key, const std::filesystem::path& path) -> Checked {
    if (access(path.c_str(), R_OK) == 0) return {};
    return std::unexpected(ConfigError{std::string(key) + ": cannot read " + path.string()});
  };
  if (config.tls_certificate.empty() != config.tls_key.empty()) {
    return std::unexpected(ConfigError{"tls.certificate and tls.key belong together: one of them is missing"});
  }
  if (!config.tls()) return {};
  if (Checked readable = check_file("tls.certificate", config.tls_certificate); !readable) return readable;
  return check_file("tls.key", config.tls_key);
}

// A mail holds a link that lets somebody in: it has to lead to the right place, and nobody else may see it.
Checked check_mail(const Config& config) {
  const auto fault = [](const char* sentence) -> Checked { return std::unexpected(ConfigError{sentence}); };
  const MailConfig& mail = config.mail;
  if (!mail.smtp.empty() && !mail.folder.empty()) {
    return fault("mail.smtp and mail.folder exclude each other: mails go to a server, or into a folder");
  }
  if (!mail.smtp.empty() && mail.from.empty()) return fault("mail.from is missing: mails come from an address");
  if (!mail.smtp.empty() && config.public_url.empty()) {
    return fault("public_url is missing: mails hold links, and nothing else says where they lead");
  }
  if (mail.show && mail.folder.empty()) return fault("mail.show: there is no mail.folder to show");
  const auto is_local = [](const Endpoint& each) { return each.address.starts_with("127.") || each.address == "::1"; };
  if (mail.show && !std::ranges::all_of(config.listen, is_local)) {
    return fault("mail.show: mails hold links that let people in; it is allowed where `listen` is this machine alone");
  }
  if (mail.show && !config.public_url.empty()) {
    return fault("mail.show: public_url says that others reach this server, and mails hold links that let people in");
  }
  if (mail.credentials.empty()) return {};
  struct stat status{};
  if (access(mail.credentials.c_str(), R_OK) != 0 || stat(mail.credentials.c_str(), &status) != 0) {
    return std::unexpected(ConfigError{"mail.credentials: cannot read " + mail.credentials.string()});
  }
  if ((status.st_mode & S_IROTH) != 0) return fault("mail.credentials: everybody may read this file; make it private");
  return {};
}

Checked check_mail_in(const Config& config) {
  const auto fault = [](const char* sentence) -> Checked { return std::unexpected(ConfigError{sentence}); };
  if (!config.mail_in.is_on() && !config.mail_in.reply_address.empty()) {
    return fault("mail.reply_address: there is no mail.in, so nobody reads what is sent there");
  }
  if (!config.mail_in.is_on()) return {};
  if (!config.mail.is_on()) return fault("mail.in: what cannot be taken is answered, so mail.smtp is needed, too");
  if (config.mail.from.empty()) return fault("mail.in: mail.from is missing");
  return {};
}

Checked check_web(const Config& config) {
  if (!config.web_root || config.web_root->empty()) return {};
  std::error_code fault;
  if (std::filesystem::is_regular_file(*config.web_root / "index.html", fault)) return {};
  return std::unexpected(ConfigError{"web.root: there is no index.html in " + config.web_root->string() +
                                     "; say where the web client was built, or leave it empty for none"});
}

// `cmake --install` puts the binary and the web client side by side; a binary that was only built has none.
void resolve_web(Config& config) {
  if (config.web_root) return;
  std::error_code fault;
  const auto binary = std::filesystem::read_symlink("/proc/self/exe", fault);
  const auto installed = (binary.parent_path() / RAMURE_WEB_FROM_BINARY).lexically_normal();
  const bool is_there = !fault && std::filesystem::is_regular_file(installed / "index.html", fault);
  config.web_root = is_there ? installed : std::filesystem::path();
}

// Threads that nobody asked for follow the machine. The writer mostly waits for the disk; I/O threads leave it, the
// readers and the hashing their cores: each one more is one more to wake for every post.
void resolve_threads(Config& config) {
  const unsigned cores = std::clamp(std::thread::hardware_concurrency(), 1U, 16U);
  if (config.io_threads == 0) config.io_threads = std::max(1U, cores / 2);
  if (config.reader_threads == 0) config.reader_threads = std::max(2U, cores);
  if (config.writer_threads == 0) config.writer_threads = std::min(2U, cores);
}

}  // namespace

std::string to_string(const Endpoint& endpoint) {
  const bool is_v6 = endpoint.address.find(':') != std::string::npos;
  return (is_v6 ? "[" + endpoint.address + "]" : endpoint.address) + ":" + std::to_string(endpoint.port);
}

std::expected<Config, ConfigError> load_config(const ConfigSources& sources) {
  Config config;
  if (!sources.file.empty()) {
    if (Checked taken = take_file(config, sources.file); !taken) return std::unexpected(taken.error());
  }
  if (Checked taken = take_environment(config, sources.environment); !taken) return std::unexpected(taken.error());
  if (Checked taken = take_flags(config, sources.flags); !taken) return std::unexpected(taken.error());
  if (Checked checked = check_tls(config); !checked) return std::unexpected(checked.error());
  if (Checked checked = check_mail(config); !checked) return std::unexpected(checked.error());
  if (Checked checked = check_mail_in(config); !checked) return std::unexpected(checked.error());
  if (Checked checked = check_web(config); !checked) return std::unexpected(checked.error());
  resolve_web(config);
  resolve_threads(config);
  return config;
}

RawSettings read_environment() {
  RawSettings found;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const auto equals = text.find('=');
    if (text.starts_with("RAMURE_") && equals != std::string_view::npos) {
      found.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
  }
  return found;
}

}  // namespace ramure
