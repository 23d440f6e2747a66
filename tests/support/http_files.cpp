#include "tests/support/http_files.hpp"

#include <boost/json.hpp>
#include <cctype>
#include <stdexcept>

namespace ramure::test {

std::string percent_encoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      encoded += c;
      continue;
    }
    encoded += '%';
    for (const int digit : {(c >> 4) & 15, c & 15}) encoded += "0123456789ABCDEF"[digit];
  }
  return encoded;
}

HttpAnswer upload_over_http(std::uint16_t port, const std::string& token, const std::string& content,
                            std::string_view name) {
  HttpRequest request{.method = "POST", .target = "/api/uploads?name=" + percent_encoded(name), .body = content};
  if (!token.empty()) request.headers.emplace_back("Authorization", "Bearer " + token);
  return http(port, request);
}

std::string uploaded_over_http(std::uint16_t port, const std::string& token, const std::string& content,
                               std::string_view name) {
  const HttpAnswer answer = upload_over_http(port, token, content, name);
  if (answer.status != 200) throw std::runtime_error("the upload was refused: " + answer.body);
  return std::string(boost::json::parse(answer.body).at("uploadId").as_string());
}

HttpAnswer get(std::uint16_t port, const std::string& token, const std::string& target, HttpHeaders headers) {
  if (!token.empty()) headers.emplace_back("Authorization", "Bearer " + token);
  return http(port, {.target = target, .headers = std::move(headers)});
}

std::string png_of(std::uint32_t width, std::uint32_t height, std::string_view rest) {
  std::string png("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
  for (const std::uint32_t number : {width, height}) {
    for (int shift = 24; shift >= 0; shift -= 8) png.push_back(static_cast<char>(number >> shift & 0xFF));
  }
  return png + std::string("\x08\x06\0\0\0", 5) + std::string(rest);
}

}  // namespace ramure::test
