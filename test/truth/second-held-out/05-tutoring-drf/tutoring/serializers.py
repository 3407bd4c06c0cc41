from rest_framework import serializers

from .models import Lesson


class LessonSerializer(serializers.ModelSerializer):  # ok: metaclass
    label = serializers.SerializerMethodField()

    class Meta:
        model = Lesson
        fields = ["id", "tutor", "day", "hour", "label"]

    def get_label(self, lesson):
        return f"{lesson.day} {lesson.hour}:00"
