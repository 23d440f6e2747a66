#include "server/mail/charsets.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>

#include "protocol/utf8.hpp"

namespace ramure::mail {

namespace {

class Converter {
 public:
  explicit Converter(const std::string& charset) : handle_(iconv_open("UTF-8", charset.c_str())) {}
  ~Converter() {
    if (is_known()) iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  // iconv_open answers -1 for a charset that it does not know.
  bool is_known() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

  std::string convert(std::string_view bytes) {
    std::string out;
    std::array<char, 4096> room{};
    char* from = const_cast<char*>(bytes.data());  // iconv reads only
    std::size_t left = bytes.size();
    while (left > 0) {
      char* into = room.data();
      std::size_t free = room.size();
      const std::size_t done = iconv(handle_, &from, &left, &into, &free);
      const int fault = errno;
      out.append(room.data(), room.size() - free);
      if (done != static_cast<std::size_t>(-1) || fault == E2BIG) continue;
      append_utf8(out, invalid_code_point);
      ++from;
      --left;
    }
    return out;
  }

 private:
  iconv_t handle_;
};

std::string upper(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return out;
}

constexpr const char* usual = "CP1252";

// Damaged here and there, or cut at its end, but UTF-8: in Windows-1252 hardly two bytes in a row make a character.
bool is_nearly_utf8(std::string_view bytes) {
  std::size_t whole = 0, damaged = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const CodePoint c = code_point_at(bytes, at);
    damaged += is_damaged(c) ? 1 : 0;
    whole += c.bytes > 1 ? 1 : 0;
    at += c.bytes;
  }
  return damaged <= whole;
}

std::string mended(std::string_view bytes) {
  std::string out;
  for (std::size_t at = 0; at < bytes.size();) {
    const CodePoint c = code_point_at(bytes, at);
    append_utf8(out, c.value);
    at += c.bytes;
  }
  return out;
}

}  // namespace

std::string as_utf8(std::string_view bytes, std::string_view charset) {
  const std::string name = upper(charset);
  const bool may_be_utf8 = name.empty() || name == "UTF-8" || name == "UTF8" || name == "US-ASCII" || name == "ASCII";
  if (may_be_utf8 && is_nearly_utf8(bytes)) return mended(bytes);
  const bool is_usual = may_be_utf8 || name == "ISO-8859-1" || name == "LATIN1" || name == "WINDOWS-1252";
  Converter named(is_usual ? usual : name);
  if (named.is_known())
    return mended(named.convert(bytes));  // UCS-4 has values, and iconv passes them on, that are none
  if (is_nearly_utf8(bytes)) return mended(bytes);
  return Converter(usual).convert(bytes);
}

}  // namespace ramure::mail
