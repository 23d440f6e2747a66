#include "tests/support/stored_zip.hpp"

#include <stdexcept>

#include "server/files/zip_writer.hpp"

namespace ramure::test {

namespace {

std::uint64_t number(std::string_view bytes, std::size_t at, unsigned size) {
  if (at + size > bytes.size()) throw std::runtime_error("the archive ends too early");
  std::uint64_t value = 0;
  for (unsigned i = 0; i < size; ++i) {
    value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  }
  return value;
}

bool is_known_entity(std::string_view text) {
  for (const std::string_view entity : {"&amp;", "&lt;", "&gt;", "&quot;"}) {
    if (text.starts_with(entity)) return true;
  }
  return false;
}

}  // namespace

std::map<std::string, std::string> stored_files(std::string_view zip) {
  std::map<std::string, std::string> files;
  const std::size_t end = zip.rfind("PK\5\6");
  if (end == std::string_view::npos) throw std::runtime_error("no archive");
  std::size_t at = number(zip, end + 16, 4);
  for (std::uint64_t left = number(zip, end + 10, 2); left > 0; --left) {
    if (zip.substr(at, 4) != "PK\1\2") throw std::runtime_error("the directory is broken");
    const std::size_t size = number(zip, at + 24, 4), name_size = number(zip, at + 28, 2);
    const std::string name(zip.substr(at + 46, name_size));
    const std::size_t local = number(zip, at + 42, 4);
    if (zip.substr(local, 4) != "PK\3\4") throw std::runtime_error(name + " is not where it should be");
    const std::string content(zip.substr(local + 30 + number(zip, local + 26, 2), size));
    if (files::crc32_of(content) != number(zip, at + 16, 4)) throw std::runtime_error(name + " has another sum");
    files[name] = content;
    at += 46 + name_size;
  }
  return files;
}

std::string wrong_in_xml(std::string_view xml) {
  std::vector<std::string> open;
  for (std::size_t at = 0; at < xml.size();) {
    const char c = xml[at];
    if (c == '&' && !is_known_entity(xml.substr(at))) return "an entity at " + std::to_string(at);
    if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') return "a control at " + std::to_string(at);
    if (c != '<') {
      ++at;
      continue;
    }
    const std::size_t end = xml.find('>', at);
    if (end == std::string_view::npos) return "a tag without an end";
    const std::string_view tag = xml.substr(at + 1, end - at - 1);
    if (tag.contains('<')) return "a tag in a tag: " + std::string(tag.substr(0, 60));
    const std::string name(
        tag.substr(tag.starts_with('/') ? 1 : 0, tag.find_first_of(" /?", 1) - (tag.starts_with('/') ? 1 : 0)));
    if (tag.starts_with('/')) {
      if (open.empty() || open.back() != tag.substr(1)) return "closes what is not open: " + std::string(tag);
      open.pop_back();
    } else if (!tag.starts_with('?') && !tag.ends_with('/')) {
      open.push_back(name);
    }
    at = end + 1;
  }
  return open.empty() ? "" : "not closed: " + open.back();
}

}  // namespace ramure::test
