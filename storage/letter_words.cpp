#include "storage/letter_words.hpp"

#include "storage/compose.hpp"

namespace ramure::storage {

LetterWords read_letter_words(const std::filesystem::path& community_folder, std::uint64_t writer_id,
                              std::uint64_t reader_id) {
  Connection connection(community_folder / "community.db", {});  // not read-only: it may be of an older release
  const Transaction snapshot(connection, Transaction::Kind::read);
  const v1::Community community = load_community(connection);
  LetterWords words;
  words.community = community.name();
  words.time_zone = community.time_zone();
  if (writer_id != 0) words.writer = compose_member(connection, writer_id).name();
  if (reader_id != 0) words.reader = compose_member(connection, reader_id).name();
  auto settings = connection.query("SELECT locale FROM settings WHERE member_id = ?", reader_id);
  if (settings.step()) words.locale = settings.text(0);
  return words;
}

}  // namespace ramure::storage
