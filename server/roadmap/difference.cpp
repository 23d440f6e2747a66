#include "server/roadmap/difference.hpp"

#include <algorithm>
#include <unordered_map>

#include "server/roadmap/edit_script.hpp"
#include "server/roadmap/roadmap_limits.hpp"
#include "server/roadmap/utf16.hpp"

namespace ramure::roadmap {

namespace {

using View = std::u16string_view;
using Views = std::vector<View>;

bool is_letter(char16_t c) {
  if (c < 0x80) return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9');
  const bool is_mark = c == 0xA0 || c == 0xAB || c == 0xBB || (c >= 0x2000 && c <= 0x206F && c != 0x200D);
  return !is_mark;
}

// Lines with their breaks.
Views lines_of(View text) {
  Views lines;
  while (!text.empty()) {
    const auto end = text.find(u'\n');
    const std::size_t size = end == View::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

// Words, and one by one what stands between them.
Views words_of(View text) {
  Views words;
  while (!text.empty()) {
    std::size_t size = 0;
    while (size < text.size() && is_letter(text[size])) ++size;
    size = std::max<std::size_t>(size, 1);
    words.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return words;
}

// The same number for the same words.
class Numbering {
 public:
  std::vector<std::uint32_t> of(const Views& views) {
    std::vector<std::uint32_t> numbers;
    numbers.reserve(views.size());
    for (const View view : views) {
      numbers.push_back(numbers_.emplace(view, static_cast<std::uint32_t>(numbers_.size())).first->second);
    }
    return numbers;
  }

 private:
  std::unordered_map<View, std::uint32_t> numbers_;
};

class Writer {
 public:
  // Between two stretches that stay, removals come first.
  void remove(View text) { removed_ += text; }
  void add(View text) { added_ += text; }
  void keep(View text) {
    if (text.empty()) return;
    flush();
    put(v1::DIFFERENCE_KIND_SAME, std::u16string(text));
  }
  std::vector<Piece> finish() {
    flush();
    return std::move(pieces_);
  }
  bool is_changing() const { return !removed_.empty() || !added_.empty(); }

 private:
  void flush() {
    put(v1::DIFFERENCE_KIND_REMOVED, std::exchange(removed_, {}));
    put(v1::DIFFERENCE_KIND_ADDED, std::exchange(added_, {}));
  }
  void put(v1::DifferenceKind kind, std::u16string text) {
    if (text.empty()) return;
    if (!pieces_.empty() && pieces_.back().kind == kind) {
      pieces_.back().text += text;
    } else {
      pieces_.push_back({kind, std::move(text)});
    }
  }

  std::vector<Piece> pieces_;
  std::u16string removed_, added_;
};

View joined(const Views& views, std::size_t from, std::size_t to) {
  if (from >= to) return {};
  const char16_t* begin = views[from].data();
  return {begin, static_cast<std::size_t>(views[to - 1].data() + views[to - 1].size() - begin)};
}

// A lone blank or comma between two changed words helps nobody to read.
bool is_mere_join(View same) {
  return same.size() <= 2 && same.find(u'\n') == View::npos && std::ranges::none_of(same, is_letter);
}

// Calls keep(before, units) for what stays and change(from, to, from, to) for what lies between, in order.
template <class Keep, class ChangeTo>
bool compare(const Views& before, const Views& after, Keep keep, ChangeTo change) {
  Numbering numbering;
  const auto numbers_before = numbering.of(before), numbers_after = numbering.of(after);
  const auto stays = matches(numbers_before, numbers_after, limits::edits_max);
  if (!stays) return false;
  std::size_t at_before = 0, at_after = 0;
  for (const Match& match : *stays) {
    change(at_before, match.before, at_after, match.after);
    keep(match.before, match.units);
    at_before = match.before + match.units;
    at_after = match.after + match.units;
  }
  change(at_before, before.size(), at_after, after.size());
  return true;
}

void compare_words(View before, View after, Writer& writer) {
  const Views words_before = words_of(before), words_after = words_of(after);
  const auto keep = [&](std::size_t from, std::size_t count) {
    const View same = joined(words_before, from, from + count);
    const bool is_between = writer.is_changing() && from + count < words_before.size();
    if (is_between && is_mere_join(same)) {
      writer.remove(same);
      writer.add(same);
    } else {
      writer.keep(same);
    }
  };
  const auto change = [&](std::size_t from, std::size_t to, std::size_t from_after, std::size_t to_after) {
    writer.remove(joined(words_before, from, to));
    writer.add(joined(words_after, from_after, to_after));
  };
  if (compare(words_before, words_after, keep, change)) return;
  writer.remove(before);
  writer.add(after);
}

}  // namespace

std::vector<Piece> difference(View before, View after) {
  Writer writer;
  const Views lines_before = lines_of(before), lines_after = lines_of(after);
  const auto keep = [&](std::size_t from, std::size_t count) { writer.keep(joined(lines_before, from, from + count)); };
  const auto change = [&](std::size_t from, std::size_t to, std::size_t from_after, std::size_t to_after) {
    compare_words(joined(lines_before, from, to), joined(lines_after, from_after, to_after), writer);
  };
  if (!compare(lines_before, lines_after, keep, change)) compare_words(before, after, writer);
  return writer.finish();
}

v1::Difference to_wire(const std::vector<Piece>& pieces) {
  v1::Difference wire;
  for (const Piece& piece : pieces) {
    v1::DifferencePiece& written = *wire.add_pieces();
    written.set_kind(piece.kind);
    written.set_text(to_utf8(piece.text));
  }
  return wire;
}

Change change_between(View before, View after) {
  Change change;
  for (const auto& [kind, text] : difference(before, after)) {
    const auto units = static_cast<std::uint32_t>(text.size());
    if (kind == v1::DIFFERENCE_KIND_SAME) add_section(change.sections, {units, Section::kept});
    if (kind == v1::DIFFERENCE_KIND_REMOVED) add_section(change.sections, {units, 0});
    if (kind == v1::DIFFERENCE_KIND_ADDED) {
      add_section(change.sections, {0, static_cast<std::int32_t>(units)});
      change.inserted += text;
    }
  }
  return change;
}

}  // namespace ramure::roadmap
