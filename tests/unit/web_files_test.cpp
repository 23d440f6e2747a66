// A folder becomes a table: nothing that it does not hold can be asked for.
#include "server/net/web_files.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <stdexcept>

#include "tests/support/temporary_folder.hpp"

namespace ramure::net {

namespace {

class WebFilesTest : public testing::Test {
 protected:
  WebFilesTest() {
    write("index.html", "<!doctype html>");
    write("assets/index-4f1c.js", "alert(1)");
    write("assets/index-4f1c.js.br", "b");
    write("assets/index-4f1c.js.gz", "g");
  }
  void write(const std::string& path, const std::string& bytes) {
    std::filesystem::create_directories((folder / path).parent_path());
    std::ofstream(folder / path, std::ios::binary) << bytes;
  }
  std::string fault() {
    try {
      WebFiles::read(folder.path());
      return "";
    } catch (const std::runtime_error& error) {
      return error.what();
    }
  }
  test::TemporaryFolder folder;
};

}  // namespace

TEST_F(WebFilesTest, AFileIsFoundWithItsVariantsUnderItsOwnPathOnly) {
  const WebFiles files = WebFiles::read(folder.path());
  const WebFile* script = files.find("/assets/index-4f1c.js");
  ASSERT_NE(script, nullptr);
  EXPECT_EQ(script->plain.bytes, "alert(1)");
  EXPECT_EQ(script->brotli.value().bytes, "b");
  EXPECT_EQ(script->gzip.value().bytes, "g");
  EXPECT_EQ(script->content_type, "text/javascript; charset=utf-8");
  EXPECT_TRUE(script->is_immutable);
  EXPECT_FALSE(files.page("/").is_immutable);
  EXPECT_FALSE(files.page("/").brotli || files.page("/").gzip);
  for (const char* path : {"/assets/index-4f1c.js.br", "/", "", "index.html", "//index.html", "/assets/../index.html",
                           "/./index.html", "/assets", "/assets/"}) {
    EXPECT_EQ(files.find(path), nullptr) << path;
  }
}

TEST_F(WebFilesTest, TagsFollowTheBytes) {
  const WebFiles files = WebFiles::read(folder.path());
  const WebFile& script = *files.find("/assets/index-4f1c.js");
  EXPECT_EQ(script.plain.etag.size(), 34U);
  EXPECT_NE(script.plain.etag, script.brotli->etag);
  EXPECT_NE(script.brotli->etag, script.gzip->etag);
  const std::string before = files.page("/").plain.etag;
  EXPECT_EQ(WebFiles::read(folder.path()).page("/").plain.etag, before);
  write("index.html", "<!doctype html>\n");
  EXPECT_NE(WebFiles::read(folder.path()).page("/").plain.etag, before);
}

TEST_F(WebFilesTest, HiddenFilesArePassedOverAndALoneGzIsAFile) {
  write(".env", "secret");
  write(".vite/manifest.json", "{}");
  write("backup.gz", "g");
  const WebFiles files = WebFiles::read(folder.path());
  EXPECT_EQ(files.find("/.env"), nullptr);
  EXPECT_EQ(files.find("/.vite/manifest.json"), nullptr);
  ASSERT_NE(files.find("/backup.gz"), nullptr);
  EXPECT_EQ(files.find("/backup.gz")->content_type, "application/octet-stream");
}

TEST_F(WebFilesTest, WhatIsNoWebClientIsNamed) {
  std::filesystem::resize_file(folder / "assets/index-4f1c.js", web_bytes_max);  // full of holes: costs no disk
  EXPECT_NE(fault().find("more than a web client has"), std::string::npos);
  std::filesystem::remove_all(folder / "assets");
  std::filesystem::remove(folder / "index.html");
  EXPECT_NE(fault().find("no index.html in " + folder.path().string()), std::string::npos);
  std::filesystem::remove_all(folder.path());
  EXPECT_NE(fault().find("cannot read " + folder.path().string()), std::string::npos);
}

TEST_F(WebFilesTest, OneFileMoreThanAllowedIsTooMany) {
  for (std::size_t i = 4; i < web_files_max; ++i) write("assets/" + std::to_string(i) + ".svg", "");
  EXPECT_EQ(fault(), "");
  write("assets/one-more.svg", "");
  EXPECT_NE(fault().find("more than a web client has"), std::string::npos);
}

}  // namespace ramure::net
