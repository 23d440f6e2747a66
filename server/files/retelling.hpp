// From what the server shows a member to words: names in the place of ids. Knows only what the member may know:
// whatever it has to look up goes through the same queries as his own.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "server/files/document.hpp"
#include "storage/reader.hpp"

namespace ramure::files {

class Retelling {
 public:
  Retelling(storage::Reader& reader, std::uint64_t member_id, Language language);

  Heading heading(storage::Reader& reader, const v1::Thread& thread);

  // `page` is what the message came with: what it quotes or answers is looked for there first.
  Said said(storage::Reader& reader, const v1::Message& message, const v1::History& page);

  const Calendar& calendar() const { return calendar_; }

 private:
  std::uint64_t take(const v1::Snapshot& page);
  const char* t(Words words) const { return in(language_, words); }
  std::string member(std::uint64_t id) const;
  std::string place(const v1::Thread& thread) const;
  std::string thread_title(storage::Reader& reader, char kind, std::uint64_t id);
  std::string readable(storage::Reader& reader, std::string_view body);
  Quoted quoted(storage::Reader& reader, std::uint64_t message_id, const v1::History& page);

  const std::uint64_t member_id_;
  const Language language_;
  const Calendar calendar_;
  std::map<std::uint64_t, std::string> members_, themes_, channels_;
  bool has_directory_ = false;  // without it he is told no names: who has none has not left for that
  std::map<std::pair<char, std::uint64_t>, std::string> titles_;  // of threads that bodies refer to, '#' or '!'
};

}  // namespace ramure::files
