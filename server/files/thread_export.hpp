// A whole thread as one document that stands alone: HTML with its files inside, or Markdown that names them. Made piece
// by piece, each from a read transaction of its own and with the rights of that moment; held in memory are one page of
// messages and one piece.
//
//   ThreadExport document({.member_id = …, .thread_id = …});
//   for (auto piece = document.next(reader); piece && !piece->empty(); piece = document.next(reader)) send(*piece);
//
// It ends with the number of its messages and files, and the SHA-256 of all its bytes before those sentences. What is
// written after the export has begun is not in it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "server/clock.hpp"
#include "server/files/words.hpp"
#include "storage/reader.hpp"

namespace ramure::files {

enum class Format { html, markdown };

// Of the files inside one HTML document, altogether. What goes beyond is named, with its size and SHA-256.
inline constexpr std::uint64_t inside_bytes_max = 50'000'000;

class ThreadExport {
 public:
  struct Wish {
    std::uint64_t member_id = 0, thread_id = 0;
    Format format = Format::html;
    Language language = Language::french;
    TimestampMs now = 0;
    std::uint64_t files_inside_bytes_max = inside_bytes_max;
  };

  explicit ThreadExport(const Wish& wish);
  ~ThreadExport();

  // The next piece, about 64 KiB or what one page of messages needs. Empty: that was all. Nothing: the member does not
  // see the thread, or no longer; what came before is then no document. Throws what storage throws.
  std::optional<std::string> next(storage::Reader& reader);

  // From the title; once the first piece is there.
  std::string file_name() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ramure::files
