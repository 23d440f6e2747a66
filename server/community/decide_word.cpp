// « Le mot de l'animation »: a few lines of the facilitators to everybody who reads the plenary.
#include "protocol/limits.hpp"
#include "server/community/access.hpp"
#include "server/community/families.hpp"
#include "server/community/text.hpp"

namespace ramure::community {

// An empty text takes it away; what was said before stays in the journal, and can be erased there as summaries can.
Decided edit_word(Asked& asked, const v1::EditWord& command) {
  auto place = access_channel_of_kind(asked, v1::CHANNEL_KIND_PLENARY, 0, "edit_word");
  if (!place) return pass_on(place);
  if (auto checked = check_may(*place, Act::moderate, "edit_word"); !checked) return pass_on(checked);
  auto checked = check_optional_text("edit_word.text", command.text(), limits::word_bytes_max);
  if (!checked) return pass_on(checked);
  const v1::Word before = asked.view.word();
  if (command.version() != before.version()) return refuse::conflict("edit_word.version", before.version());
  if (before.text() == command.text()) return refuse::already_done("edit_word.text");

  Announcer announce(asked);
  v1::Word& word = *announce.to_channel(place->channel.id).mutable_word_edited()->mutable_word();
  word.set_text(command.text());
  word.set_author_id(asked.me.id);
  word.set_at_ms(asked.now);
  word.set_version(before.version() + 1);
  return announce.decision();
}

}  // namespace ramure::community
