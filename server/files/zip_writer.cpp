#include "server/files/zip_writer.hpp"

#include <zip.h>

#include <memory>
#include <stdexcept>

namespace ramure::files {

namespace {

constexpr zip_uint16_t first_day = (0 << 9) | (1 << 5) | 1;  // 1 January 1980, as DOS counts

[[noreturn]] void fail(const char* what) { throw std::runtime_error(std::string("zip: ") + what); }

using Source = std::unique_ptr<zip_source_t, decltype(&zip_source_free)>;

Source memory(const void* data, std::size_t size) {
  Source source(zip_source_buffer_create(data, size, 0, nullptr), &zip_source_free);
  if (source == nullptr) fail("no memory");
  return source;
}

std::string bytes_of(zip_source_t& source) {
  zip_stat_t stat;
  if (zip_source_stat(&source, &stat) != 0 || zip_source_open(&source) != 0) fail("the archive cannot be read");
  std::string bytes(stat.size, '\0');
  const zip_int64_t read = zip_source_read(&source, bytes.data(), bytes.size());
  zip_source_close(&source);
  if (read < 0 || static_cast<zip_uint64_t>(read) != stat.size) fail("the archive cannot be read");
  return bytes;
}

}  // namespace

std::string ZipWriter::finish() const {
  const Source whole = memory(nullptr, 0);
  zip_source_keep(whole.get());  // the archive lets go of it when it is closed
  std::unique_ptr<zip_t, decltype(&zip_discard)> archive(zip_open_from_source(whole.get(), ZIP_TRUNCATE, nullptr),
                                                         &zip_discard);
  if (archive == nullptr) {
    zip_source_free(whole.get());
    fail("no memory");
  }
  for (const File& file : files_) {
    Source content = memory(file.content.data(), file.content.size());
    const zip_int64_t added = zip_file_add(archive.get(), file.name.c_str(), content.get(), 0);
    if (added < 0) fail(zip_strerror(archive.get()));
    content.release();  // the archive's from now on
    const auto index = static_cast<zip_uint64_t>(added);
    const zip_int32_t method = file.packing == Packing::stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE;
    if (zip_set_file_compression(archive.get(), index, method, 0) != 0 ||
        zip_file_set_dostime(archive.get(), index, 0, first_day, 0) != 0) {
      fail(zip_strerror(archive.get()));
    }
  }
  if (zip_close(archive.get()) != 0) fail(zip_strerror(archive.get()));
  archive.release();  // closed
  return bytes_of(*whole);
}

}  // namespace ramure::files
