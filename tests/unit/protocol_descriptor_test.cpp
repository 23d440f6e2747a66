// The golden descriptor: every message, field, number and type that was ever published, one per line, in
// tests/golden/descriptor.txt. A line may be added; none may go or change. After adding fields on purpose, write the
// new list with RAMURE_WRITE_GOLDEN=1 (and raise limits::feature_level, and tell CHANGELOG.md).
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "protocol/limits.hpp"
#include "ramure/v1/accounts.pb.h"
#include "ramure/v1/frames.pb.h"
#include "ramure/v1/options.pb.h"
#include "ramure/v1/polling.pb.h"

namespace ramure::protocol {

namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;

const std::string golden_path = RAMURE_SOURCE_DIR "/tests/golden/descriptor.txt";
const std::string changelog_path = RAMURE_SOURCE_DIR "/protocol/CHANGELOG.md";

std::string type_of(const FieldDescriptor& field) {
  if (field.message_type() != nullptr && !field.is_map()) return field.message_type()->full_name();
  if (field.enum_type() != nullptr) return field.enum_type()->full_name();
  return field.is_map() ? "map" : field.type_name();
}

std::string line_of(const FieldDescriptor& field) {
  std::ostringstream line;
  line << field.full_name() << " = " << field.number() << " " << (field.is_repeated() ? "repeated " : "")
       << type_of(field);
  if (field.containing_oneof() != nullptr) line << " in " << field.containing_oneof()->name();
  if (field.options().GetExtension(v1::erasable)) line << " erasable";
  return line.str();
}

void list_enum(const EnumDescriptor& type, std::set<std::string>& lines) {
  for (int i = 0; i < type.value_count(); ++i) {
    lines.insert(type.full_name() + "." + type.value(i)->name() + " = " + std::to_string(type.value(i)->number()));
  }
}

void list_message(const Descriptor& type, std::set<std::string>& lines) {
  lines.insert(type.full_name());
  for (int i = 0; i < type.field_count(); ++i) lines.insert(line_of(*type.field(i)));
  for (int i = 0; i < type.nested_type_count(); ++i) list_message(*type.nested_type(i), lines);
  for (int i = 0; i < type.enum_type_count(); ++i) list_enum(*type.enum_type(i), lines);
}

void list_file(const FileDescriptor& file, std::set<std::string>& lines) {
  if (file.package() != "ramure.v1") return;
  for (int i = 0; i < file.message_type_count(); ++i) list_message(*file.message_type(i), lines);
  for (int i = 0; i < file.enum_type_count(); ++i) list_enum(*file.enum_type(i), lines);
  for (int i = 0; i < file.dependency_count(); ++i) list_file(*file.dependency(i), lines);
}

std::set<std::string> lines_of_the_schema() {
  std::set<std::string> lines;
  list_file(*v1::ServerFrame::descriptor()->file(), lines);
  list_file(*v1::SignIn::descriptor()->file(), lines);
  list_file(*v1::Poll::descriptor()->file(), lines);
  return lines;
}

std::set<std::string> lines_of_the_golden_file() {
  std::ifstream file(golden_path);
  std::set<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.insert(line);
  return lines;
}

}  // namespace

TEST(ProtocolDescriptor, NothingPublishedIsEverRenumberedRetypedOrRemoved) {
  const std::set<std::string> schema = lines_of_the_schema();
  if (std::getenv("RAMURE_WRITE_GOLDEN") != nullptr) {
    std::ofstream file(golden_path);
    for (const std::string& line : schema) file << line << "\n";
  }
  const std::set<std::string> golden = lines_of_the_golden_file();
  ASSERT_GT(golden.size(), 300U) << golden_path << " is missing";
  for (const std::string& line : golden) EXPECT_TRUE(schema.contains(line)) << "was published, is gone: " << line;
  for (const std::string& line : schema)
    EXPECT_TRUE(golden.contains(line)) << "is new, write the golden file: " << line;
}

TEST(ProtocolDescriptor, TheChangelogTellsOfTheFeatureLevelInForce) {
  std::ifstream file(changelog_path);
  std::size_t levels = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("| " + std::to_string(levels + 1) + " |")) ++levels;
  }
  EXPECT_EQ(levels, limits::feature_level);
}

TEST(ProtocolDescriptor, ZeroOfEveryEnumIsUnspecified) {
  for (const std::string& line : lines_of_the_schema()) {
    if (!line.ends_with(" = 0")) continue;
    EXPECT_TRUE(line.ends_with("UNSPECIFIED = 0")) << line;
  }
}

}  // namespace ramure::protocol
