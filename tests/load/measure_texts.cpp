#include <stdexcept>

#include "server/roadmap/text_log.hpp"
#include "tests/load/measure.hpp"
#include "tests/load/scenarios.hpp"
#include "tests/support/roadmap_random.hpp"

namespace ramure::load {

namespace {

using namespace roadmap;

constexpr std::size_t text_units = 100'000;
constexpr std::size_t sections_in_text = 400;
constexpr int moves = 2'000'000;
constexpr int pushes = 20'000;
constexpr int presses_at_a_place = 20;  // then the caret goes elsewhere, which leaves more and more runs of one hand
constexpr std::size_t behind = 8;       // changes of others that a push has not seen
constexpr std::size_t log_size = 100'000;
constexpr double move_ns_asked = 500;
constexpr double change_us_asked = 150;  // of the whole server; this is the engine's part of it
constexpr double open_ms_asked = 50;
constexpr double bytes_asked = 150;

Change key_press(test::Dice& dice, std::size_t length) {
  const std::size_t at = dice.below(length + 1);
  return replacement(length, at, at, u"é");
}

void measure_move(Report& report) {
  test::Dice dice(1);
  std::vector<Change> changes;
  for (int i = 0; i < 64; ++i) changes.push_back(key_press(dice, text_units));
  std::size_t sections = 0;
  const double begin = own_cpu_seconds();
  for (int i = 0; i < moves; ++i) {
    sections +=
        map_sections(changes[static_cast<std::size_t>(i % 64)].sections, changes[(i / 64) % 64].sections).size();
  }
  const double took_ns = (own_cpu_seconds() - begin) * 1e9 / moves;
  if (sections == 0) throw std::runtime_error("nothing was moved");
  report.add({"texts: a change moved over another", took_ns, "ns", move_ns_asked, took_ns / move_ns_asked, 1, ""});
}

// Read, moved over 8 changes of others, applied to 100,000 units, and turned into the bytes that are stored.
void measure_push(Report& report) {
  test::Dice dice(2);
  TextLog log = TextLog::open({0, std::u16string(text_units, u'a'), {}, {{text_units, 1, 0}}}, {});
  for (std::size_t i = 0; i < behind; ++i) {
    log.apply({log.version() + 1, 2, 2, 0, key_press(dice, log.text().size())});
  }
  std::size_t bytes = 0, caret = 0;
  const double begin = own_cpu_seconds();
  for (int i = 0; i < pushes; ++i) {
    v1::TextPush wire;
    wire.set_editor_id(static_cast<std::uint64_t>(i) + 10);  // nothing since the base is its own
    wire.set_base_version(log.version() - behind);
    const std::size_t length = log.text().size() - behind;  // as the editor sees it
    if (i % presses_at_a_place == 0) caret = dice.below(length);
    ++caret;
    *wire.add_changes() = to_wire(replacement(length, caret, caret, u"é"));
    const auto push = read_push(3, wire, 0);
    auto taken = push ? log.decide(*push) : std::unexpected(push.error());
    if (!taken) throw std::runtime_error(taken.error().message());
    for (Entry& entry : taken->entries) {
      bytes += to_wire(entry).SerializeAsString().size();
      log.apply(std::move(entry));
    }
  }
  const double took_us = (own_cpu_seconds() - begin) * 1e6 / pushes;
  report.add({"texts: a change of 100,000 units taken, 8 behind", took_us, "µs", change_us_asked,
              took_us / change_us_asked, 1, "the engine alone"});
  const double row = static_cast<double>(bytes) / pushes;
  report.add({"texts: bytes of a key press", row, "B", bytes_asked, row / bytes_asked, 1, "without the table's own"});
}

// The last snapshot and 255 changes after it, from their bytes.
void measure_open(Report& report) {
  test::Dice dice(3);
  Snapshot stored{log_size, std::u16string(text_units, u'a'), {}, {}};
  for (std::size_t i = 0; i < sections_in_text; ++i) {
    stored.runs.push_back({text_units / sections_in_text, 1 + i % 2, 0});
    stored.anchors[i] = {i * 100, i * 100 + 50};
  }
  std::vector<std::string> rows;
  TextLog log = TextLog::open(stored, {});
  for (int i = 0; i < 255; ++i) {
    const Entry entry{log.version() + 1, 2, 2, 0, key_press(dice, log.text().size())};
    rows.push_back(to_wire(entry).SerializeAsString());
    log.apply(entry);
  }
  const std::string snapshot = to_wire(stored).SerializeAsString();
  const double begin = own_cpu_seconds();
  v1::TextSnapshot wire;
  wire.ParseFromString(snapshot);
  std::vector<Entry> entries;
  for (const std::string& row : rows) {
    v1::TextEntry entry;
    entry.ParseFromString(row);
    entries.push_back(read_entry(entry));
  }
  const TextLog opened = TextLog::open(read_snapshot(wire), entries);
  const double took_ms = (own_cpu_seconds() - begin) * 1e3;
  if (opened.text() != log.text()) throw std::runtime_error("another text was opened");
  report.add({"texts: opening 100,000 units, 255 changes after a snapshot", took_ms, "ms", open_ms_asked,
              took_ms / open_ms_asked, 1, "without the disk"});
}

}  // namespace

void measure_texts(const Setting&, Report& report) {
  measure_move(report);
  measure_push(report);
  measure_open(report);
}

}  // namespace ramure::load
