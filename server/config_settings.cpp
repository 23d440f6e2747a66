#include "server/config_settings.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "server/mail/address.hpp"
#include "server/mail/reply_address.hpp"

namespace ramure {

namespace {

using Kind = Setting::Kind;

const std::string& text_of(const SettingValue& value) { return std::get<std::string>(value); }

template <typename Number>
std::string take_number(Number& into, const SettingValue& value, std::int64_t low, std::int64_t high) {
  const std::int64_t number = std::get<std::int64_t>(value);
  if (number < low) return std::to_string(number) + " is below " + std::to_string(low);
  if (number > high) return std::to_string(number) + " is above " + std::to_string(high);
  into = static_cast<Number>(number);
  return {};
}

bool is_address(const std::string& text) {
  in6_addr scratch;
  return inet_pton(AF_INET, text.c_str(), &scratch) == 1 || inet_pton(AF_INET6, text.c_str(), &scratch) == 1;
}

// "127.0.0.1:8080", "[::1]:0", or "localhost:8080" for 127.0.0.1.
std::string take_endpoint(Endpoint& into, const std::string& text) {
  const auto colon = text.rfind(':');
  if (colon == std::string::npos) return "\"" + text + "\" has no port; write it like 127.0.0.1:8080 or [::1]:8080";
  std::string address = text.substr(0, colon);
  if (address.starts_with('[') && address.ends_with(']')) address = address.substr(1, address.size() - 2);
  if (address == "localhost") address = "127.0.0.1";
  if (!is_address(address)) return "\"" + address + "\" is not an IP address (for all addresses: 0.0.0.0 or [::])";
  const std::string_view digits = std::string_view(text).substr(colon + 1);
  std::uint16_t port = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (fault != std::errc() || end != digits.data() + digits.size() || digits.empty()) {
    return "\"" + std::string(digits) + "\" is not a port; ports go from 0 (any free one) to 65535";
  }
  into = {std::move(address), port};
  return {};
}

std::string take_listen(Config& config, const SettingValue& value) {
  config.listen.clear();
  for (const std::string& text : std::get<std::vector<std::string>>(value)) {
    if (std::string fault = take_endpoint(config.listen.emplace_back(), text); !fault.empty()) return fault;
  }
  return config.listen.empty() ? "at least one address is needed" : "";
}

std::string take_metrics_listen(Config& config, const SettingValue& value) {
  config.metrics_listen.reset();
  if (text_of(value).empty()) return {};
  return take_endpoint(config.metrics_listen.emplace(), text_of(value));
}

std::string take_log_level(Config& config, const SettingValue& value) {
  static constexpr std::array<std::string_view, 4> names{"debug", "info", "warn", "error"};
  const auto found = std::ranges::find(names, text_of(value));
  if (found == names.end()) return "\"" + text_of(value) + "\" is none of debug, info, warn, error";
  config.log_level = static_cast<LogLevel>(found - names.begin());
  return {};
}

std::string take_log_format(Config& config, const SettingValue& value) {
  if (text_of(value) != "text" && text_of(value) != "json")
    return "\"" + text_of(value) + "\" is neither text nor json";
  config.log_format = text_of(value) == "json" ? LogFormat::json : LogFormat::text;
  return {};
}

// An origin: scheme, host, perhaps a port, nothing behind.
std::string take_public_url(Config& config, const SettingValue& value) {
  std::string url = text_of(value);
  if (url.ends_with('/')) url.pop_back();
  const bool known_scheme = url.starts_with("https://") || url.starts_with("http://");
  const std::string host = known_scheme ? url.substr(url.find("//") + 2) : "";
  if (!url.empty() && (host.empty() || host.find_first_of("/?#@ ") != std::string::npos)) {
    return "\"" + url + "\" is not like https://ramure.example (no path behind the host)";
  }
  config.public_url = std::move(url);
  return {};
}

// A server alone: who signs in there is said in a file of its own, which is not shown as this is.
std::string take_smtp(Config& config, const SettingValue& value) {
  const std::string& url = text_of(value);
  const bool known_scheme = url.starts_with("smtp://") || url.starts_with("smtps://");
  const std::string host = known_scheme ? url.substr(url.find("//") + 2) : "";
  if (!url.empty() && (host.empty() || host.find_first_of("/?#@ ") != std::string::npos)) {
    return "\"" + url +
           "\" is not like smtp://mail.example.org:587 or smtps://mail.example.org (no name, nothing behind)";
  }
  config.mail.smtp = url;
  return {};
}

std::string take_mail_from(Config& config, const SettingValue& value) {
  config.mail.from = text_of(value);
  if (config.mail.from.empty() || mail::is_safe_address(config.mail.from)) return {};
  return "\"" + config.mail.from + "\" is not an address like ramure@example.org";
}

std::string take_reply_address(Config& config, const SettingValue& value) {
  const std::string& address = text_of(value);
  config.mail_in.reply_address = address;
  if (address.empty()) return {};
  if (!mail::is_safe_address(address)) return "\"" + address + "\" is not an address like reply@example.org";
  const std::string before = address.substr(0, address.find('@'));
  if (before.contains('+')) return "\"" + address + "\" has a + already: what is put behind it needs one of its own";
  if (before.size() <= mail::reply_base_characters_max) return {};
  return "\"" + before + "\" is longer than " + std::to_string(mail::reply_base_characters_max) +
         " characters: what is put behind it would not fit";
}

constexpr std::array all_settings{
    Setting{"data", Kind::text, "the folder that holds everything",
            [](Config& config, const SettingValue& value) -> std::string {
              config.data = text_of(value);
              return config.data.empty() ? "a folder is needed" : "";
            }},
    Setting{"listen", Kind::list, "addresses to listen on, like 127.0.0.1:8080", take_listen},
    Setting{"tls.certificate", Kind::text, "PEM file with the certificate chain; turns TLS on",
            [](Config& config, const SettingValue& value) -> std::string {
              config.tls_certificate = text_of(value);
              return {};
            }},
    Setting{"tls.key", Kind::text, "PEM file with the private key",
            [](Config& config, const SettingValue& value) -> std::string {
              config.tls_key = text_of(value);
              return {};
            }},
    Setting{"metrics.listen", Kind::text, "address of /metrics; empty for none", take_metrics_listen},
    Setting{"web.root", Kind::text, "folder of the web client; empty for none; default: the installed one",
            [](Config& config, const SettingValue& value) -> std::string {
              config.web_root = text_of(value);
              return {};
            }},
    Setting{"threads.io", Kind::number, "threads that serve sockets; 0: as many as cores",
            [](Config& config, const SettingValue& value) { return take_number(config.io_threads, value, 0, 64); }},
    Setting{"threads.readers", Kind::number, "threads that answer queries; 0: as many as cores",
            [](Config& config, const SettingValue& value) { return take_number(config.reader_threads, value, 0, 64); }},
    Setting{"threads.writers", Kind::number, "threads that write, a community on one at a time; 0: two",
            [](Config& config, const SettingValue& value) { return take_number(config.writer_threads, value, 0, 64); }},
    Setting{"log.level", Kind::text, "debug, info, warn or error", take_log_level},
    Setting{"log.format", Kind::text, "text or json", take_log_format},
    Setting{"public_url", Kind::text, "how browsers reach the server, like https://ramure.example", take_public_url},
    Setting{"mail.smtp", Kind::text, "the mail server, like smtps://mail.example.org; empty for none", take_smtp},
    Setting{"mail.credentials", Kind::text, "file with the user name and the password for it, a line each",
            [](Config& config, const SettingValue& value) -> std::string {
              config.mail.credentials = text_of(value);
              return {};
            }},
    Setting{"mail.from", Kind::text, "the address that mails come from, like ramure@example.org", take_mail_from},
    Setting{"mail.folder", Kind::text, "instead of a server: a folder, a file per mail; for trying things out",
            [](Config& config, const SettingValue& value) -> std::string {
              config.mail.folder = text_of(value);
              return {};
            }},
    Setting{"mail.show", Kind::flag, "show the folder's mails on /courriels to whoever asks; on this machine only",
            [](Config& config, const SettingValue& value) -> std::string {
              config.mail.show = std::get<bool>(value);
              return {};
            }},
    Setting{"mail.in", Kind::text, "a Maildir that answers to mails are delivered into; empty for none",
            [](Config& config, const SettingValue& value) -> std::string {
              config.mail_in.maildir = text_of(value);
              return {};
            }},
    Setting{"mail.reply_address", Kind::text, "whose +TOKEN people answer to, like reply@example.org",
            take_reply_address},
    Setting{"limits.connections", Kind::number, "open connections in total",
            [](Config& config, const SettingValue& value) {
              return take_number(config.connections_max, value, 1, 1'000'000);
            }},
    Setting{"limits.connections_per_address", Kind::number, "open connections per client address",
            [](Config& config, const SettingValue& value) {
              return take_number(config.connections_per_address_max, value, 1, 1'000'000);
            }},
    Setting{"limits.loopback_exempt", Kind::flag, "whether local connections escape the limit per address",
            [](Config& config, const SettingValue& value) -> std::string {
              config.loopback_exempt = std::get<bool>(value);
              return {};
            }},
    Setting{"limits.half_open", Kind::number, "connections without a session; beyond, the oldest is dropped",
            [](Config& config, const SettingValue& value) {
              return take_number(config.half_open_max, value, 1, 1'000'000);
            }},
    Setting{"limits.request_timeout_ms", Kind::number, "for the head of a request, and again for its body",
            [](Config& config, const SettingValue& value) {
              return take_number(config.request_timeout_ms, value, 100, 600'000);
            }},
    Setting{"limits.write_stall_timeout_ms", Kind::number, "a client that takes nothing for so long is dropped",
            [](Config& config, const SettingValue& value) {
              return take_number(config.write_stall_timeout_ms, value, 100, 600'000);
            }},
};

std::string replace_separators(std::string_view key, char with) {
  std::string name(key);
  std::ranges::replace(name, '.', with);
  if (with == '-') std::ranges::replace(name, '_', with);
  return name;
}

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    std::string_view part = text.substr(0, comma);
    const std::size_t first = part.find_first_not_of(' ');
    if (first != std::string_view::npos) parts.emplace_back(part.substr(first, part.find_last_not_of(' ') + 1 - first));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return parts;
}

}  // namespace

std::span<const Setting> settings() { return all_settings; }

const Setting* find_setting(std::string_view key) {
  const auto found = std::ranges::find(all_settings, key, &Setting::key);
  return found == all_settings.end() ? nullptr : &*found;
}

std::string environment_name(const Setting& setting) {
  std::string name = "RAMURE_" + replace_separators(setting.key, '_');
  std::ranges::transform(name, name.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return name;
}

std::string flag_name(const Setting& setting) { return "--" + replace_separators(setting.key, '-'); }

std::expected<SettingValue, std::string> read_setting(const Setting& setting, std::string_view text) {
  switch (setting.kind) {
    case Kind::text: return std::string(text);
    case Kind::list: return split_list(text);
    case Kind::flag:
      if (text == "true" || text == "false") return text == "true";
      return std::unexpected("\"" + std::string(text) + "\" is neither true nor false");
    case Kind::number: break;
  }
  std::int64_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault == std::errc() && end == text.data() + text.size() && !text.empty()) return number;
  return std::unexpected("\"" + std::string(text) + "\" is not a whole number");
}

}  // namespace ramure
