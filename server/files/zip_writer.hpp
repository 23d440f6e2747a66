// A zip archive as office documents are: few files, in order, made in memory by libzip.
//
//   ZipWriter zip;
//   zip.add("mimetype", "application/vnd.oasis.opendocument.text", ZipWriter::Packing::stored);
//   zip.add("content.xml", xml);
//   std::string bytes = zip.finish();
//
// The same files give the same bytes: nobody is told a time.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ramure::files {

class ZipWriter {
 public:
  enum class Packing : bool { stored, deflated };

  // `name`: ASCII.
  void add(std::string_view name, std::string content, Packing packing = Packing::deflated) {
    files_.push_back({std::string(name), std::move(content), packing});
  }
  // Of one file at least. Throws std::runtime_error when there is no memory for it.
  std::string finish() const;

 private:
  struct File {
    std::string name, content;
    Packing packing;
  };
  std::vector<File> files_;
};

}  // namespace ramure::files
