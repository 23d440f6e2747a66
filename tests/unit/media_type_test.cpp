// What a file is, found in its content; and what is made of content that lies.
#include "server/files/media_type.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <vector>

namespace ramure::files {

namespace {

using namespace std::string_literals;

MediaType type_of(const std::string& content) {
  const auto read = [&content](std::uint64_t offset, std::size_t bytes_max) {
    return offset >= content.size() ? std::string() : content.substr(offset, bytes_max);
  };
  return media_type_of(read, content.size());
}
std::string name_of(const std::string& content) { return type_of(content).name; }

std::string little(std::uint64_t number, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i) text.push_back(static_cast<char>(number >> (8 * i) & 0xFF));
  return text;
}
std::string big(std::uint64_t number, int bytes) {
  std::string text = little(number, bytes);
  std::ranges::reverse(text);
  return text;
}

const std::string png = "\x89PNG\r\n\x1a\n"s + big(13, 4) + "IHDR" + big(640, 4) + big(480, 4) + "\x08\x06\0\0\0"s;
const std::string gif = "GIF89a" + little(320, 2) + little(200, 2) + "\0\0\0"s;

std::string segment(int marker, const std::string& content) {
  return "\xff"s + static_cast<char>(marker) + big(content.size() + 2, 2) + content;
}
// Height comes before width in a frame.
std::string jpeg(std::uint32_t width, std::uint32_t height, const std::string& before = "") {
  return "\xff\xd8"s + before + segment(0xDB, "table") +
         segment(0xC2, "\x08"s + big(height, 2) + big(width, 2) + "\x03") + segment(0xDA, "scan");
}
std::string exif(std::uint32_t orientation, bool is_big) {
  const auto number = [&](std::uint64_t n, int bytes) { return is_big ? big(n, bytes) : little(n, bytes); };
  return segment(0xE1, "Exif\0\0"s + (is_big ? "MM" : "II") + number(42, 2) + number(8, 4) + number(2, 2) +
                           number(0x010F, 2) + number(2, 2) + number(4, 4) + "Nord" + number(0x0112, 2) + number(3, 2) +
                           number(1, 4) + number(orientation, 2) + "\0\0"s + number(0, 4));
}

std::string webp(const std::string& chunk) { return "RIFF" + little(chunk.size() + 4, 4) + "WEBP" + chunk; }

struct Entry {
  std::string name, content;
};
std::string zip(const std::vector<Entry>& entries) {
  std::string file, directory;
  for (const Entry& entry : entries) {
    const std::string sizes = little(0, 4) + little(entry.content.size(), 4) + little(entry.content.size(), 4);
    directory += "PK\x01\x02" + little(20, 2) + little(20, 2) + little(0, 2) + little(0, 2) + little(0, 4) + sizes +
                 little(entry.name.size(), 2) + little(0, 2) + little(0, 2) + little(0, 2) + little(0, 2) +
                 little(0, 4) + little(file.size(), 4) + entry.name;
    file += "PK\x03\x04" + little(20, 2) + little(0, 2) + little(0, 2) + little(0, 4) + sizes +
            little(entry.name.size(), 2) + little(0, 2) + entry.name + entry.content;
  }
  return file + directory + "PK\x05\x06" + little(0, 4) + little(entries.size(), 2) + little(entries.size(), 2) +
         little(directory.size(), 4) + little(file.size(), 4) + little(0, 2);
}

}  // namespace

TEST(MediaTypes, AreFoundInTheFirstBytes) {
  EXPECT_EQ(name_of(png), "image/png");
  EXPECT_EQ(name_of(gif), "image/gif");
  EXPECT_EQ(name_of(jpeg(10, 20)), "image/jpeg");
  EXPECT_EQ(name_of("%PDF-1.7\n…"), "application/pdf");
  EXPECT_EQ(name_of("{\\rtf1 Bonjour}"), "application/rtf");
  EXPECT_EQ(name_of("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 un document de 1999"), "application/x-ole-storage");
  EXPECT_EQ(name_of("\0\0\0\x18"s + "ftypheic" + std::string(20, 'x')), "image/heic");
  EXPECT_EQ(name_of("\0\0\0\x18"s + "ftypmp42" + std::string(20, 'x')), "video/mp4");
  EXPECT_EQ(name_of("RIFF" + little(100, 4) + "WAVEfmt "), "audio/wav");
  EXPECT_EQ(name_of("RIFF" + little(100, 4) + "AVI LIST"), "application/octet-stream");
  EXPECT_EQ(name_of("\x7f"
                    "ELF un programme"),
            "application/octet-stream");
  EXPECT_EQ(name_of("MZ\x90\0\x03"s), "application/octet-stream");
}

TEST(MediaTypes, OfOfficeDocumentsStandInTheirNames) {
  const Entry types{"[Content_Types].xml", "<Types/>"};
  const std::string office = "application/vnd.openxmlformats-officedocument.";
  EXPECT_EQ(name_of(zip({types, {"word/document.xml", "<w/>"}})), office + "wordprocessingml.document");
  EXPECT_EQ(name_of(zip({{"_rels/.rels", ""}, types, {"xl/workbook.xml", "<x/>"}})), office + "spreadsheetml.sheet");
  EXPECT_EQ(name_of(zip({{"ppt/presentation.xml", ""}, types})), office + "presentationml.presentation");
  EXPECT_EQ(name_of(zip({{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", ""}})),
            "application/vnd.oasis.opendocument.text");
  EXPECT_EQ(name_of(zip({{"mimetype", "application/epub+zip"}})), "application/epub+zip");
  EXPECT_EQ(name_of(zip({{"word/document.xml", "sans le reste"}})), "application/zip");
  EXPECT_EQ(name_of(zip({{"mimetype", "text/html"}})), "application/zip") << "only what is known is believed";
  EXPECT_EQ(name_of(zip({{"mimetype", "application/vnd.oasis.opendocument.text\r\nX-Evil: 1"}})), "application/zip");
  EXPECT_EQ(name_of(zip({{"photos/1.jpg", "…"}})), "application/zip");
}

TEST(MediaTypes, TextIsUtf8WithoutControlCharacters) {
  EXPECT_EQ(name_of("Bonjour à toutes et à tous,\r\n\tça va ?\n"), "text/plain");
  EXPECT_EQ(name_of("\xef\xbb\xbfnom;montant\nÉté;12\n"), "text/plain");
  EXPECT_EQ(name_of("caf\xe9"), "application/octet-stream");
  EXPECT_EQ(name_of("un\0zéro"s), "application/octet-stream");
  EXPECT_EQ(name_of("\x1b[31mrouge"), "application/octet-stream");
  EXPECT_EQ(name_of(""), "application/octet-stream");
  // A long text whose 64th KiB ends inside a character.
  EXPECT_EQ(name_of(std::string(64 * 1024 - 1, 'a') + "é" + std::string(1'000, 'b')), "text/plain");
  EXPECT_EQ(name_of(std::string(100, 'a') + "\xc3"), "application/octet-stream") << "cut off at its end";
}

TEST(MediaTypes, PagesAndDrawingsThatRunAreText) {
  for (const char* content : {"<!doctype html><script>alert(1)</script>", "<svg xmlns='http://www.w3.org/2000/svg'/>",
                              "<?xml version='1.0'?><svg onload='alert(1)'/>", "<html>", "javascript:alert(1)"}) {
    EXPECT_EQ(name_of(content), "text/plain") << content;
  }
  EXPECT_FALSE(is_shown("text/plain"));
  EXPECT_FALSE(is_shown("image/svg+xml"));
  EXPECT_FALSE(is_shown("application/pdf"));
  for (const char* shown : {"image/png", "image/jpeg", "image/gif", "image/webp"}) EXPECT_TRUE(is_shown(shown));
}

TEST(PictureSizes, AreReadFromTheHeads) {
  const auto size = [](const std::string& content) {
    const MediaType type = type_of(content);
    return std::pair{type.width, type.height};
  };
  using Size = std::pair<std::uint32_t, std::uint32_t>;
  EXPECT_EQ(size(png), Size(640, 480));
  EXPECT_EQ(size(gif), Size(320, 200));
  EXPECT_EQ(size(jpeg(1'024, 768)), Size(1'024, 768));
  EXPECT_EQ(size(webp("VP8X" + little(10, 4) + "\0\0\0\0"s + little(799, 3) + little(599, 3))), Size(800, 600));
  EXPECT_EQ(size(webp("VP8L" + little(9, 4) + "\x2f" + little(799 | 599 << 14, 4) + "    ")), Size(800, 600));
  EXPECT_EQ(size(webp("VP8 " + little(30, 4) + "\x10\x20\x30\x9d\x01\x2a" + little(800, 2) + little(600, 2))),
            Size(800, 600));
}

TEST(PictureSizes, APhotoThatIsTurnedIsMeasuredAsItIsShown) {
  for (const bool is_big : {true, false}) {
    for (std::uint32_t orientation = 0; orientation <= 9; ++orientation) {
      const MediaType type = type_of(jpeg(4'000, 3'000, exif(orientation, is_big)));
      const bool is_turned = orientation >= 5 && orientation <= 8;
      EXPECT_EQ(type.width, is_turned ? 3'000u : 4'000u) << orientation;
      EXPECT_EQ(type.height, is_turned ? 4'000u : 3'000u) << orientation;
    }
  }
}

TEST(PictureSizes, HeadsThatLieOrEndGiveNone) {
  for (const std::string& content : {png, gif, jpeg(10, 20, exif(6, true)), webp("VP8X" + std::string(14, '\x7f'))}) {
    for (std::size_t size = 0; size < content.size(); ++size) type_of(content.substr(0, size));  // must not read beyond
  }
  EXPECT_EQ(type_of("\xff\xd8\xff"s + std::string(10'000, '\xff')).width, 0u);
  EXPECT_EQ(type_of("\x89PNG\r\n\x1a\n"s + std::string(100, '\xff')).width, 0u) << "no IHDR";
  EXPECT_EQ(type_of("\x89PNG\r\n\x1a\n"s + big(13, 4) + "IHDR" + big(0, 4) + big(480, 4) + "     ").height, 0u);
  std::mt19937 random(4711);
  for (int i = 0; i < 5'000; ++i) {  // anything at all
    std::string content =
        std::array{png, gif, jpeg(10, 20, exif(6, false)), zip({{"a", "b"}, {"c", "d"}})}[random() % 4];
    for (int changes = 0; changes < 4; ++changes) content[random() % content.size()] = static_cast<char>(random());
    type_of(content);
  }
}

}  // namespace ramure::files
