// What a mail says of one notice, or of what is new, as lines in the reader's language, each with the page that it
// leads to. Asked of the community as it is now and as this reader sees it: what he has read meanwhile, or may not read
// any more, gives no line.
//
// From private places there is never a word of content and no title: only which kind of place it is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/clock.hpp"
#include "server/community/people_shown.hpp"
#include "server/files/words.hpp"
#include "server/mail/notices.hpp"
#include "storage/mail_news.hpp"
#include "storage/news_reader.hpp"
#include "storage/reader.hpp"

namespace ramure::mail {

// For whom, and from what, one mail is written.
class NewsFor {
 public:
  NewsFor(storage::Reader& reader, storage::NewsReader& tables, std::uint64_t member_id, files::Language language,
          const files::Calendar& calendar, TimestampMs now)
      : reader(reader), tables(tables), member_id(member_id), language(language), calendar(calendar), now(now) {}

  // An empty answer where it is refused.
  v1::Answer ask(const v1::Query& query) const;
  std::string name(std::uint64_t other_id);  // « Quelqu’un » where he is not shown
  v1::ChannelKind kind_of_place(std::uint64_t channel_id) const;
  const char* say(files::Words words) const { return files::in(language, words); }

  storage::Reader& reader;
  storage::NewsReader& tables;
  const std::uint64_t member_id;
  const files::Language language;
  const files::Calendar& calendar;
  const TimestampMs now;

 private:
  std::optional<community::PeopleShown> people_;
};

struct NewsLine {
  std::string text;
  std::string path;             // of the page, "/fil/12?m=34"
  bool is_prose = false;        // no item of a list
  std::uint64_t thread_id = 0;  // that may be answered by mail; 0: none
};
using NewsLines = std::vector<NewsLine>;

inline constexpr std::size_t excerpt_characters_max = 300;

std::optional<NewsLine> line_of(NewsFor& reader, const storage::NoticeRow& notice);

// « votre suivi », « une conversation »: after « dans ». Of an open place it is never asked.
const char* private_place(files::Language language, v1::ChannelKind kind);
std::string path_of_message(std::uint64_t thread_id, std::uint64_t message_id);

}  // namespace ramure::mail
