#include "storage/search/time_zone.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

namespace ramure::storage {

namespace {

// Reads big-endian numbers off the front; `ok` turns false when the bytes end.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}

  std::int64_t number(std::size_t size) {
    const std::string_view part = take(size);
    std::uint64_t value = !part.empty() && (part.front() & 0x80) != 0 ? ~std::uint64_t{0} : 0;
    for (const char byte : part) value = (value << 8) | static_cast<unsigned char>(byte);
    return static_cast<std::int64_t>(value);
  }
  std::string_view take(std::size_t size) {
    ok = ok && size <= bytes_.size();
    if (!ok) return {};
    const std::string_view part = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return part;
  }

  bool ok = true;

 private:
  std::string_view bytes_;
};

struct Header {
  std::size_t universal = 0, standard = 0, leaps = 0, changes = 0, types = 0, letters = 0;
};

constexpr std::int64_t count_max = 10'000;  // of anything in a file that means well

Header read_header(Bytes& bytes) {
  Header header;
  bytes.ok = bytes.take(4) == "TZif" && bytes.take(1) >= "2";
  bytes.take(15);
  for (std::size_t* count :
       {&header.universal, &header.standard, &header.leaps, &header.changes, &header.types, &header.letters}) {
    const std::int64_t value = bytes.number(4);
    bytes.ok = bytes.ok && value >= 0 && value <= count_max;
    *count = bytes.ok ? static_cast<std::size_t>(value) : 0;
  }
  return header;
}

bool is_zone_name(std::string_view name) {
  return !name.empty() && name.front() != '/' && name.find("..") == std::string_view::npos &&
         name.find('\0') == std::string_view::npos;
}

}  // namespace

std::optional<TimeZone> TimeZone::load(std::string_view name, const std::filesystem::path& files) {
  if (!is_zone_name(name)) return std::nullopt;
  std::error_code missing;
  if (!std::filesystem::is_regular_file(files / name, missing)) return std::nullopt;
  std::ifstream in(files / name, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  return parse(bytes);
}

std::optional<TimeZone> TimeZone::parse(std::string_view file) {
  Bytes bytes(file);
  const Header old = read_header(bytes);  // the part for readers of 32-bit times is passed over
  bytes.take(old.changes * 5 + old.types * 6 + old.letters + old.leaps * 8 + old.standard + old.universal);
  const Header header = read_header(bytes);
  TimeZone zone;
  zone.changes_.resize(header.changes);
  for (Change& change : zone.changes_) change.at_s = bytes.number(8);
  const std::string_view types_of_changes = bytes.take(header.changes);
  std::vector<std::int32_t> offsets;
  for (std::size_t i = 0; i < header.types; ++i) {
    offsets.push_back(static_cast<std::int32_t>(bytes.number(4)));
    bytes.take(2);
  }
  if (!bytes.ok || offsets.empty()) return std::nullopt;
  zone.first_offset_s_ = offsets.front();
  for (std::size_t i = 0; i < header.changes; ++i) {
    const auto type = static_cast<unsigned char>(types_of_changes[i]);
    if (type >= offsets.size()) return std::nullopt;
    zone.changes_[i].offset_s = offsets[type];
  }
  if (!std::ranges::is_sorted(zone.changes_, {}, &Change::at_s)) return std::nullopt;
  return zone;
}

int TimeZone::utc_offset_minutes(std::chrono::sys_days day) const {
  return static_cast<int>(utc_offset_seconds(day) / 60);
}

std::int32_t TimeZone::utc_offset_seconds(std::chrono::sys_seconds at) const {
  const auto after = std::ranges::upper_bound(changes_, at.time_since_epoch().count(), {}, &Change::at_s);
  return after == changes_.begin() ? first_offset_s_ : std::prev(after)->offset_s;
}

}  // namespace ramure::storage
