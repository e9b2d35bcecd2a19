# Runs a recipe of ours under real Ruby and records what it declares. Knows no Chef but the calls
# that the fixtures named ruby-* make; its `run` gives JSON.
require 'json'

class RecordedResource
  attr_reader :properties

  def initialize
    @properties = {}
  end

  %i[command content environment mode owner].each do |property|
    define_method(property) { |value| @properties[property] = value }
  end
end

class Recorder
  def initialize
    @declared = []
  end

  %i[execute file log].each do |type|
    define_method(type) do |name, &block|
      resource = RecordedResource.new
      @declared << { type: type, name: name, properties: resource.properties }
      resource.instance_exec(&block) if block
      resource
    end
  end

  def run(recipe, path)
    instance_eval(recipe.split(/^__END__$/).first, path)
    JSON.generate(@declared)
  end
end

Recorder.new
