// Hostile pushes on a text: whatever comes off the wire is refused, or accepted so that the text stays whole
// characters, what is stored reads back the same, and both orders of two changes give one text.
#include <algorithm>

#include "protocol/check.hpp"
#include "server/roadmap/difference.hpp"
#include "server/roadmap/text_log.hpp"
#include "server/roadmap/utf16.hpp"

using namespace ramure;

namespace {

bool is_whole(const std::u16string& text) { return roadmap::to_utf16(roadmap::to_utf8(text)) == text; }

roadmap::TextLog text_to_write_on() {
  roadmap::TextLog log;
  const std::u16string begin = u"## Axe\né e\u0301 \U0001F469\u200D\U0001F4BB fin";
  log.apply({1, 1, 1, 0, roadmap::replacement(0, 0, 0, begin)});
  log.place_anchor(7, {3, 9});
  return log;
}

void check_both_orders(const roadmap::Change& a, const roadmap::Change& b) {
  if (a.old_length() != b.old_length()) return;
  std::u16string a_first(a.old_length(), u'.'), b_first(a.old_length(), u'.');
  roadmap::apply_change(a, a_first);
  roadmap::apply_change(roadmap::map(b, a), a_first);
  roadmap::apply_change(b, b_first);
  roadmap::apply_change(roadmap::map(a, b, true), b_first);
  CHECK(a_first == b_first, "both orders give one text");
}

void take(roadmap::TextLog& log, std::vector<roadmap::Entry>& entries, const roadmap::Push& push) {
  auto taken = log.decide(push, entries);
  if (!taken) return;
  for (roadmap::Entry& entry : taken->entries) {
    CHECK(roadmap::read_entry(roadmap::to_wire(entry)) == entry, "what is stored reads back the same");
    log.apply(entry);
    entries.push_back(std::move(entry));
    CHECK(is_whole(log.text()), "a text is whole characters");
    const roadmap::Passage anchor = log.anchors().at(7);
    CHECK(anchor.from <= anchor.to && anchor.to <= log.text().size(), "anchors lie in the text");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::size_t half = size == 0 ? 0 : std::min<std::size_t>(data[0], size - 1);
  v1::TextPush first, second;
  if (!first.ParseFromArray(data + 1, size == 0 ? 0 : static_cast<int>(half))) return 0;
  if (size > 0 && !second.ParseFromArray(data + 1 + half, static_cast<int>(size - 1 - half))) return 0;
  const auto one = roadmap::read_push(2, first, 0), other = roadmap::read_push(3, second, 0);
  roadmap::TextLog log = text_to_write_on();
  const std::u16string before = log.text();
  std::vector<roadmap::Entry> entries{{1, 1, 1, 0, roadmap::replacement(0, 0, 0, before)}};
  if (one) take(log, entries, *one);
  if (other) take(log, entries, *other);
  if (one) take(log, entries, *one);  // sent again
  if (one && other) check_both_orders(one->changes[0], other->changes[0]);
  std::u16string text = before;
  roadmap::apply_change(roadmap::change_between(before, log.text()), text);
  CHECK(text == log.text(), "the difference leads from one text to the other");
  CHECK(roadmap::TextLog::open({}, entries).text() == log.text(), "the log replays to the text");
  return 0;
}
