// Zone files: offsets in summer and winter, and files that are not what they seem.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "storage/search/time_zone.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ramure::test {

using namespace std::chrono;
using storage::TimeZone;

namespace {

std::string big_endian(std::int64_t value, int bytes) {
  std::string text;
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) text += static_cast<char>((value >> shift) & 0xff);
  return text;
}

std::string header(int changes, int types) {
  std::string text = "TZif2" + std::string(15, '\0');
  for (const int count : {0, 0, 0, changes, types, 4}) text += big_endian(count, 4);
  return text;
}

// A zone that is one hour ahead, and two from 1 April to 1 October 2018.
std::string small_zone() {
  const std::string types = big_endian(3'600, 4) + std::string(2, '\0') + big_endian(7'200, 4) + std::string(2, '\0');
  const auto at = [](sys_days day) { return big_endian(duration_cast<seconds>(day.time_since_epoch()).count(), 8); };
  std::string old_part = header(0, 1) + big_endian(0, 4) + std::string(2, '\0') + "UTC" + '\0';
  return old_part + header(2, 2) + at(2018y / April / 1) + at(2018y / October / 1) + std::string("\1\0", 2) + types +
         "ABC" + '\0';
}

}  // namespace

TEST(TimeZone, KnowsSummerAndWinter) {
  const auto zone = TimeZone::parse(small_zone());
  ASSERT_TRUE(zone);
  EXPECT_EQ(zone->utc_offset_minutes(2017y / January / 1), 60);
  EXPECT_EQ(zone->utc_offset_minutes(2018y / March / 31), 60);
  EXPECT_EQ(zone->utc_offset_minutes(2018y / April / 1), 120);
  EXPECT_EQ(zone->utc_offset_minutes(2018y / September / 30), 120);
  EXPECT_EQ(zone->utc_offset_minutes(2018y / October / 1), 60);
}

TEST(TimeZone, NoPartOfAFileIsTakenForAZone) {
  const std::string whole = small_zone();
  for (std::size_t size = 0; size + 5 < whole.size(); ++size)
    EXPECT_FALSE(TimeZone::parse(whole.substr(0, size))) << size;
  std::string wrong_type = whole;
  wrong_type[wrong_type.size() - 18] = '\7';
  EXPECT_FALSE(TimeZone::parse(wrong_type));
  EXPECT_FALSE(TimeZone::parse(std::string(5'000, 'x')));
}

TEST(TimeZone, NamesStayInTheirFolder) {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "zones/Europe");
  std::ofstream(folder / "zones/Europe/Essai", std::ios::binary) << small_zone();
  std::ofstream(folder / "outside", std::ios::binary) << small_zone();
  EXPECT_TRUE(TimeZone::load("Europe/Essai", folder / "zones"));
  for (const std::string name : {"", "Europe", "Europe/Absent", "../outside", "/etc/passwd"}) {
    EXPECT_FALSE(TimeZone::load(name, folder / "zones")) << name;
  }
}

}  // namespace ramure::test
