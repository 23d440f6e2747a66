#include "tests/support/zip_files.hpp"

#include <zip.h>

#include <memory>
#include <stdexcept>

namespace ramure::test {

namespace {

bool is_known_entity(std::string_view text) {
  for (const std::string_view entity : {"&amp;", "&lt;", "&gt;", "&quot;"}) {
    if (text.starts_with(entity)) return true;
  }
  return false;
}

}  // namespace

std::map<std::string, std::string> files_in_zip(std::string_view zip) {
  zip_source_t* source = zip_source_buffer_create(zip.data(), zip.size(), 0, nullptr);
  const std::unique_ptr<zip_t, decltype(&zip_discard)> archive(zip_open_from_source(source, ZIP_CHECKCONS, nullptr),
                                                               &zip_discard);
  if (archive == nullptr) {
    zip_source_free(source);
    throw std::runtime_error("no archive");
  }
  std::map<std::string, std::string> files;
  for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(zip_get_num_entries(archive.get(), 0)); ++i) {
    zip_stat_t stat;
    const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(zip_fopen_index(archive.get(), i, 0), &zip_fclose);
    if (file == nullptr || zip_stat_index(archive.get(), i, 0, &stat) != 0) throw std::runtime_error("a broken entry");
    std::string content(stat.size, '\0');
    const zip_int64_t read = zip_fread(file.get(), content.data(), content.size());
    if (read < 0 || static_cast<zip_uint64_t>(read) != stat.size) throw std::runtime_error("a broken file");
    files[stat.name] = std::move(content);
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
