// A thread in words, and the two ways of writing it down as a document that stands alone. Pure: the paging, the files
// and the numbers at the end are thread_export.hpp's.
//
//   document->head(heading)
//   for each message:  document->message(said)
//                      for each of its files:  document->file(file)   or, for one whose bytes go into the document,
//                                              document->begin_file(file) + base64 + document->end_file(file)
//                      document->end_message()
//   document->foot()                          // what is counted and hashed ends here
//   document->ending(numbers)
//
// All text in these structures is as people wrote it; documents make it harmless.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/files/words.hpp"

namespace ramure::files {

struct Heading {
  std::string title, place;                               // place: the theme, or the channel
  std::string marks;                                      // « frein · levé · archivé »
  std::vector<std::pair<std::string, std::string>> card;  // of an obstacle: label, Markdown
  std::string summary;                                    // Markdown; empty: none
  bool older_hidden = false;                              // there are messages from before the reader's arrival
};

// Something said elsewhere that a message answers or quotes.
struct Quoted {
  std::string author, moment, text;
  bool is_hidden = false;  // from before the reader's arrival, or erased
};

struct Said {
  std::uint64_t id = 0;
  std::string author, moment, machine_time, marks;
  std::optional<Quoted> answers;  // without its text
  std::vector<Quoted> quotes;
  std::string body;  // Markdown, with names in the place of ids
  bool is_erased = false;
  std::string reactions;  // « merci × 2 »
};

struct FileLine {
  std::string name, media_type, sha256_hex;
  std::uint64_t size_bytes = 0;
  std::uint32_t width = 0, height = 0;
  bool is_picture = false;  // of a kind that is shown
};

struct Numbers {
  std::uint64_t messages = 0, erased = 0, files = 0, files_inside = 0;
  std::uint64_t inside_bytes_max = 0;  // files beyond this are named only
  std::string exported_at, zone;
  std::uint64_t content_bytes = 0;
  std::string content_sha256_hex;
};

class Document {
 public:
  virtual ~Document() = default;
  virtual bool takes_files_in() const = 0;  // whether begin_file and end_file mean anything
  virtual std::string head(const Heading& heading) = 0;
  virtual std::string message(const Said& said) = 0;
  virtual std::string file(const FileLine& file) = 0;
  virtual std::string begin_file(const FileLine& file) = 0;
  virtual std::string end_file(const FileLine& file) = 0;
  virtual std::string end_message() = 0;
  virtual std::string foot() = 0;
  virtual std::string ending(const Numbers& numbers) = 0;
};

std::unique_ptr<Document> make_html_document(Language language);
std::unique_ptr<Document> make_markdown_document(Language language);

// The sentences at the end, shared by both.
std::string counted(Language language, const Numbers& numbers);
std::string how_to_check(Language language, const Numbers& numbers);  // what the sum is of; the sum itself follows

}  // namespace ramure::files
