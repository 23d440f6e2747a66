#include "server/mail/smtp.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <new>

#include "protocol/check.hpp"
#include "protocol/utf8.hpp"

namespace ramure::mail {

namespace {

constexpr long going_away = 421;

struct EasyDeleter {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct ListDeleter {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

struct Upload {
  std::string_view rest;
};

std::size_t give(char* into, std::size_t size, std::size_t count, void* upload) {
  std::string_view& rest = static_cast<Upload*>(upload)->rest;
  const std::size_t bytes = std::min(size * count, rest.size());
  std::memcpy(into, rest.data(), bytes);
  rest.remove_prefix(bytes);
  return bytes;
}

// Every line that the server says. The last one that says no tells why; "221 bye" comes behind it.
std::size_t take_line(char* line, std::size_t size, std::size_t count, void* last_no) {
  const std::string_view said(line, size * count);
  if (said.starts_with('4') || said.starts_with('5')) {
    static_cast<std::string*>(last_no)->assign(said.substr(0, reason_bytes_max));
  }
  return size * count;
}

std::size_t take_nothing(char*, std::size_t size, std::size_t count, void*) { return size * count; }

int asked_to_stop(void* stopped, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<std::atomic<bool>*>(stopped)->load() ? 1 : 0;
}

// What a stranger's server said, fit to be shown: one line of whole characters.
std::string in_one_line(std::string_view said) {
  std::string line;
  for (std::size_t at = 0; at < said.size();) {
    const CodePoint c = code_point_at(said, at);
    if (is_damaged(c)) break;
    line += c.value < 0x20 || c.value == 0x7F ? std::string(1, ' ') : std::string(said.substr(at, c.bytes));
    at += c.bytes;
  }
  while (line.ends_with(' ')) line.pop_back();
  return line;
}

bool is_on_this_machine(const std::string& url) {
  std::string_view host = std::string_view(url).substr(url.find("//") + 2);
  host = host.substr(0, host.starts_with('[') ? host.find(']') + 1 : host.find_first_of(":/"));
  const bool is_number = host.find_first_not_of("0123456789.") == std::string_view::npos;
  return (is_number && host.starts_with("127.")) || host == "localhost" || host == "[::1]";
}

// 5xx is about this mail and final; 4xx is about this mail, now. Before there was a mail (greeting, STARTTLS, sign-in)
// whatever is said is about the server, as 421 always is. libcurl tells a refused command by SEND_ERROR, and a refused
// text by the same error as a refused greeting.
Delivery judged(CURLcode code, long status, const std::string& said, bool was_given) {
  if (code == CURLE_OK) return {};
  const bool is_answer = code == CURLE_SEND_ERROR || (code == CURLE_WEIRD_SERVER_REPLY && was_given);
  const bool is_about_mail = is_answer && status >= 400 && status != going_away;
  if (is_about_mail) return {status >= 500 ? Handover::refused : Handover::later, in_one_line(said)};
  std::string reason = curl_easy_strerror(code);
  if (status >= 400 && !said.empty()) reason += ": " + in_one_line(said);
  return {Handover::unreachable, reason.substr(0, reason_bytes_max)};
}

}  // namespace

struct SmtpTransport::Handle {
  std::unique_ptr<CURL, EasyDeleter> easy{curl_easy_init()};
  std::string last_no;
};

SmtpTransport::SmtpTransport(SmtpOptions options) : options_(std::move(options)), handle_(std::make_unique<Handle>()) {
  CURL* easy = handle_->easy.get();
  if (easy == nullptr) throw std::bad_alloc();
  const std::string url = options_.url + (options_.url.ends_with('/') ? "" : "/") + options_.own_name;
  const bool is_plain = is_on_this_machine(options_.url) && !options_.url.starts_with("smtps:");
  curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(easy, CURLOPT_PROXY, "");  // also none that the environment names
  curl_easy_setopt(easy, CURLOPT_USE_SSL, static_cast<long>(is_plain ? CURLUSESSL_NONE : CURLUSESSL_ALL));
  if (!options_.user.empty()) {
    curl_easy_setopt(easy, CURLOPT_USERNAME, options_.user.c_str());
    curl_easy_setopt(easy, CURLOPT_PASSWORD, options_.password.c_str());
  }
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, options_.connect_timeout_ms);
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, options_.timeout_ms);
  curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(easy, CURLOPT_READFUNCTION, give);
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_line);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, &handle_->last_no);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_nothing);
  curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, asked_to_stop);
  curl_easy_setopt(easy, CURLOPT_XFERINFODATA, &is_stopped_);
}

SmtpTransport::~SmtpTransport() = default;

Delivery SmtpTransport::send(const Parcel& parcel) {
  if (is_stopped_) return {Handover::unreachable, "the server is stopping"};
  CURL* easy = handle_->easy.get();
  handle_->last_no.clear();
  const std::unique_ptr<curl_slist, ListDeleter> receivers(curl_slist_append(nullptr, parcel.to.c_str()));
  Upload upload{parcel.message};
  curl_easy_setopt(easy, CURLOPT_MAIL_FROM, parcel.from.c_str());
  curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, receivers.get());
  curl_easy_setopt(easy, CURLOPT_READDATA, &upload);
  curl_easy_setopt(easy, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(parcel.message.size()));
  const CURLcode code = curl_easy_perform(easy);
  long status = 0;
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, nullptr);  // it dies with this call
  return judged(code, status, handle_->last_no, upload.rest.empty());
}

}  // namespace ramure::mail
